#!/usr/bin/env bash
# Brings a deployment that runs to what its spec says now: synthesises, brings the templates to a
# bucket, makes a change set that looks into nested stacks, shows it, asks, executes it and waits.
#
#   export name=acme-solid region=eu-central-1 bucket=MY-TEMPLATES
#   deploy.sh [--review | --yes] SPEC [VALUES…]
#
#   --review   show what would change, and change nothing
#   --yes      do not ask
#
# More variables, each of them optional: `assembly`, the directory of the assembly; `role`, the ARN
# of a role that CloudFormation works with; `pause`, the seconds between two looks.
# Exit codes: 0 for done, shown, or nothing to change; 1 for failed or declined; 2 for wrong usage.
# Not here: the first deployment, and `edge.yaml` of a gateway; see README.md.
set -euo pipefail

assembly=${assembly:-assembly} role=${role:-} pause=${pause:-15}

say() { printf '%s\n' "$*" >&2; }

usage() {
    sed -n '2,/^set /{/^set /d; s/^# \{0,1\}//; p;}' "$0" >&2
    exit 2
}

cloudformation() { aws cloudformation "$@" --region "$region"; }

# What the stack is at: its status, or nothing where there is no such stack.
status() {
    local answer
    if answer=$(cloudformation describe-stacks --stack-name "$1" --output text \
        --query 'Stacks[0].StackStatus' 2>&1); then
        printf '%s\n' "$answer"
    elif [[ $answer != *'does not exist'* ]]; then
        say "$answer"
        return 1
    fi
}

# make NAME [OPTION…]: makes a change set of that name. Returns 0 when it can be executed; what
# became of it is in `reason`.
make() {
    local set=$1 answer
    shift
    # A new default never arrives by itself, so the file of all parameters is passed each time.
    if ! answer=$(cloudformation create-change-set --stack-name "$name" --change-set-name "$set" "$@" \
        --change-set-type UPDATE \
        --template-url "$template" --parameters "file://$assembly/parameters.api.json" \
        --capabilities CAPABILITY_IAM ${role:+--role-arn "$role"} --output text 2>&1); then
        say "$answer"
        exit 1
    fi
    while reason=$(describe "$set" '[Status,StatusReason]'); do
        case $reason in
        CREATE_COMPLETE*) return 0 ;;
        FAILED*) return 1 ;;
        esac
        sleep "$pause"
    done
    return 1
}

describe() {
    cloudformation describe-change-set --stack-name "$name" --change-set-name "$1" --query "$2" \
        --output text
}

# show CHANGE-SET INDENTATION: a line for each change, nested ones below the stack that holds them.
show() {
    local changes action replacement id type nested names
    changes=$(cloudformation describe-change-set --change-set-name "$1" --output text --query \
        "Changes[].ResourceChange.[Action,Replacement,LogicalResourceId,ResourceType,ChangeSetId,join(' ',Details[?Target.Name].Target.Name || [''])]")
    while IFS=$'\t' read -r action replacement id type nested names; do
        [[ -n $action ]] || continue
        case $replacement in
        True) replacement=' REPLACED' ;;
        Conditional) replacement=' may be replaced' ;;
        *) replacement='' ;;
        esac
        names=$(tr ' ' '\n' <<<"$names" | sort -u | paste -sd ' ' -)
        printf '%s%-7s %s (%s)%s%s\n' "$2" "$action" "$id" "$type" "$replacement" "${names:+: $names}"
        if [[ $nested == arn:* ]]; then
            show "$nested" "$2    "
        fi
    done <<<"$changes"
}

# failures STACK: what failed last in a stack and in those below it.
failures() {
    local events id physical type why
    events=$(cloudformation describe-stack-events --stack-name "$1" --output text --query \
        "StackEvents[?Timestamp>='$since' && contains(ResourceStatus,'FAILED')].[LogicalResourceId,PhysicalResourceId,ResourceType,ResourceStatusReason]") ||
        return 0
    while IFS=$'\t' read -r id physical type why; do
        if [[ $type == AWS::CloudFormation::Stack && $physical == arn:* && $physical != "$stack_id" && $physical != "$1" ]]; then
            failures "$physical"
        elif [[ -n $id ]]; then
            printf '  %s (%s): %s\n' "$id" "$type" "$why" >&2
        fi
    done <<<"$events"
}

mode=ask
while [[ ${1:-} == --* ]]; do
    case $1 in
    --review) mode=review ;;
    --yes) mode=yes ;;
    *) usage ;;
    esac
    shift
done
if (($# == 0)) || [[ -z ${name:-} || -z ${region:-} || -z ${bucket:-} ]]; then
    usage
fi
spec=$1
shift
values=()
for file in "$@"; do
    values+=(--values "$file")
done

before=$(status "$name")
case $before in
CREATE_COMPLETE | UPDATE_COMPLETE | UPDATE_ROLLBACK_COMPLETE) ;;
'')
    say "There is no stack $name in $region yet: see README.md, \"The first deployment\"."
    exit 1
    ;;
*)
    say "Stack $name is $before, and takes no change set: see docs/operations.md, \"When CloudFormation is stuck\"."
    exit 1
    ;;
esac
stack_id=$(cloudformation describe-stacks --stack-name "$name" --output text --query 'Stacks[0].StackId')

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ess-cfn synth "$spec" ${values[@]+"${values[@]}"} -o "$assembly" --quiet
cloudformation package --template-file "$assembly/root.yaml" --s3-bucket "$bucket" \
    --output-template-file "$work/root.yaml" >/dev/null
set=deploy-$(date -u +%Y%m%d-%H%M%S)-$$
aws s3 cp "$work/root.yaml" "s3://$bucket/$name.$set.template" --region "$region" --only-show-errors
template=https://$bucket.s3.$region.amazonaws.com/$name.$set.template
[[ $region != cn-* ]] || template=${template/amazonaws.com/amazonaws.com.cn}

if ! make "$set" --include-nested-stacks; then
    if [[ $reason == *"didn't contain changes"* || $reason == *'No updates are to be performed'* ]]; then
        cloudformation delete-change-set --stack-name "$name" --change-set-name "$set"
        say "Nothing to change: stack $name is what $spec says."
        exit 0
    fi
    # CloudFormation can't look into every nested stack before it has changed the one beside it.
    say "No change set that looks into nested stacks: ${reason#*$'\t'}"
    say 'The one below says of a nested stack only that something in it may change.'
    cloudformation delete-change-set --stack-name "$name" --change-set-name "$set"
    set=$set-flat
    if ! make "$set"; then
        say "No change set at all: ${reason#*$'\t'}"
        cloudformation delete-change-set --stack-name "$name" --change-set-name "$set"
        exit 1
    fi
fi
id=$(describe "$set" ChangeSetId)
show "$id" ''

if [[ $mode == ask ]]; then
    read -r -p "Change stack $name in $region so? Type yes: " answer || answer=
    [[ $answer == yes ]] || mode=declined
fi
if [[ $mode == review || $mode == declined ]]; then
    cloudformation delete-change-set --change-set-name "$id"
    say 'Nothing was changed.'
    [[ $mode == review ]] && exit 0
    exit 1
fi

since=$(date -u +%Y-%m-%dT%H:%M:%S)
cloudformation execute-change-set --change-set-name "$id"
# No limit of time: an exchange of many hosts takes hours, while `aws cloudformation wait` gives up
# after one.
while sleep "$pause"; do
    if ! now=$(status "$stack_id"); then
        say 'The update goes on, but can no longer be watched from here.'
        exit 1
    fi
    [[ $now == *_IN_PROGRESS ]] || break
    say "$(date -u +%H:%M:%S) $now"
done
say "Stack $name is $now."
[[ $now == UPDATE_COMPLETE ]] && exit 0
say 'What failed:'
failures "$stack_id"
exit 1
