#!/usr/bin/env bash
# Says what a change of a repository does to the stacks that its specs become: compares each spec with
# what it was before the change, writes a report, keeps one comment of the pull request at what holds
# now, and fails on the risks that nobody is to merge by mistake.
#
#   review.sh PATH…       a spec, an assembly or a template, from the top of the repository
#   review.sh --program   for action.yml: where ess-cfn is, or under which key a build of it is kept
#
# Variables, each of them optional:
#   base         what to compare with: a branch, a tag or a commit. On GitHub, where it is left out, the
#                first parent of what is checked out: in a pull request, the branch that it goes to
#   fail_on      the risks to fail on, as `ess-cfn diff --fail-on` takes them
#   parameters   files with values of parameters, one a line; both sides get them
#   paths        more paths, one a line
#   report       the file that the report is written to, as Markdown; else standard output
#   comment      `true`: write it into the pull request too, with `gh` and the token in GH_TOKEN
#   comment_id   tells this comment from that of another review of the same request
#   program      ess-cfn, where it is not on the PATH
#
# Exit codes: 0 for done, 1 for done and a risk of `fail_on` found, 2 for something that could not be
# compared. The report and the comment are written before it ends in any of them.
set -euo pipefail

base=${base:-} fail_on=${fail_on:-} parameters=${parameters:-} paths=${paths:-} report=${report:-}
comment=${comment:-false} comment_id=${comment_id:-diff} program=${program:-}

# GitHub takes 65,536 characters in a comment and 1 MiB in a summary. Bytes are counted, of which there
# are never fewer than characters.
most_of_comment=65000 most_of_summary=1000000

say() { printf '%s\n' "$*" >&2; }

failure() {
    say "error: $*"
    exit 2
}

usage() {
    sed -n '2,/^set /{/^set /d; s/^# \{0,1\}//; p;}' "$0" >&2
    exit 2
}

# lines TEXT: its lines without blanks around them, and without those that are empty.
lines() {
    sed 's/^[[:space:]]*//; s/[[:space:]]*$//; /^$/d' <<<"$1"
}

# For action.yml: the program that there is, or the key of one that is built from this version.
tell_program() {
    local source key found
    if found=$(command -v "${program:-ess-cfn}"); then
        printf 'program=%s\n' "$found"
        return
    fi
    [[ -z $program ]] || failure "no program $program"
    source=$(cd "$(dirname "$0")/../.." && pwd)
    key=$(cd "$source" && find Cargo.toml Cargo.lock build.rs rust-toolchain.toml src schemas -type f -print0 |
        LC_ALL=C sort -z | xargs -0 cat | git hash-object --stdin)
    printf 'source=%s\nkey=ess-cfn-%s-%s-%s\n' "$source" "${RUNNER_OS:-}" "${RUNNER_ARCH:-}" "$key"
}

# fetch REVISION: brings one commit here.
fetch() {
    local server=${GITHUB_SERVER_URL:-} depth=()
    # In a clone that has everything, a depth would take history away.
    [[ $(git rev-parse --is-shallow-repository) == false ]] || depth=(--depth=1)
    set -- git fetch --quiet --no-tags ${depth[@]+"${depth[@]}"} origin "$1"
    export GIT_TERMINAL_PROMPT=0
    if "$@"; then
        return
    fi
    [[ -n $server && -n ${GH_TOKEN:-} ]] || return 1
    # A checkout that keeps no credentials leaves none for this. An argument would show the token to
    # every process of the machine.
    GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0="http.$server/.extraheader" \
        GIT_CONFIG_VALUE_0="AUTHORIZATION: basic $(printf 'x-access-token:%s' "$GH_TOKEN" | base64 | tr -d '\n')" "$@"
}

# Sets `before` to the commit that the change is compared with.
find_base() {
    local wanted=$base
    if [[ -z $wanted ]]; then
        [[ ${GITHUB_ACTIONS:-} == true ]] || failure "say what to compare with: base=main $0 PATH…"
        # The commit that merges the request into its branch is what GitHub lets a run see, and its first
        # parent is that branch as it is now. `pull_request.base.sha` may be older, and what others merged
        # since would look like a change of this request.
        if [[ ${GITHUB_EVENT_NAME:-} == pull_request && $(git rev-parse HEAD) != "${GITHUB_SHA:-}" ]]; then
            failure "the commit that is checked out is not the one of this run: say in \`base\` what to compare with"
        fi
        # A clone of one commit does not have its parents, but knows their names.
        wanted=$(git cat-file commit HEAD | sed -n '/^$/q; s/^parent //p' | head -n 1)
        [[ -n $wanted ]] || failure "the commit that is checked out has no parent: say in \`base\` what to compare with"
    fi
    [[ $wanted != -* ]] || failure "expected a revision in \`base\`, found $wanted"
    if ! before=$(git rev-parse --verify --quiet "$wanted^{commit}"); then
        fetch "$wanted" || failure "$wanted is not here and can't be fetched"
        before=$(git rev-parse --verify 'FETCH_HEAD^{commit}')
    fi
}

# compare PATH: adds what became of it to the report.
compare() {
    local path=$1 old new note='' file code=0
    local text=$work/text errors=$work/errors
    local options=(--color never)
    while IFS= read -r file; do
        options+=(--parameters "$file")
    done < <(lines "$parameters")
    # What one side does not have is compared with a template without resources.
    old=git:$before:$path new=$path
    if ! git cat-file -e "$before:$path" 2>/dev/null; then
        old=$nothing note='It is new here: all of it would be made.'
    fi
    if [[ ! -e $path ]]; then
        [[ $old != "$nothing" ]] || {
            not_done=true
            section "$path" "It is neither here nor in what this is compared with."
            say "error: $path is neither here nor in $before"
            return
        }
        new=$nothing note='It is no longer here. Its stacks stay as they are until somebody deletes them.'
    fi
    "$program" diff "${options[@]}" --format markdown --exit-code -- "$old" "$new" >"$text" 2>"$errors" || code=$?
    case $code in
    0) unchanged+=("$path") ;;
    1)
        section "$path" "$note"
        # The first line is the title of a report of its own.
        sed 1d "$text" >>"$all"
        [[ -n $fail_on ]] || return 0
        code=0
        "$program" diff "${options[@]}" --fail-on "$fail_on" -- "$old" "$new" >/dev/null 2>"$errors" || code=$?
        case $code in
        0) ;;
        1) risky+=("$path") ;;
        *) not_compared "$path" ;;
        esac
        ;;
    *)
        section "$path" "$note"
        not_compared "$path"
        ;;
    esac
}

# section PATH NOTE: begins what the report says about a path.
section() {
    {
        printf '\n### %s\n' "$(as_code "$1")"
        [[ -z $2 ]] || printf '\n%s\n' "$2"
    } >>"$all"
}

not_compared() {
    not_done=true
    say "error: $1 can't be compared:"
    cat "$errors" >&2
    {
        printf '\nIt can not be compared:\n\n'
        sed 's/^/    /' "$errors"
    } >>"$all"
}

# A name as code in Markdown, whatever is in it.
as_code() { printf "\`%s\`" "${1//\`/}"; }

# limited MOST: the report in at most so many bytes. What is folded goes first, so that no risk is lost
# to details of another path; then whole lines.
limited() {
    local size
    size=$(wc -c <"$all")
    if ((size <= $1)); then
        cat "$all"
        return
    fi
    sed '/^<details>$/,/^<\/details>$/d' "$all" | LC_ALL=C awk -v most="$(($1 - 500))" '
        { size += length($0) + 1; if (size > most) exit; print }'
    printf '\nThe rest is too long to be shown here'
    if [[ -n ${GITHUB_RUN_ID:-} ]]; then
        printf ': [the run](%s/%s/actions/runs/%s) has more of it' \
            "$GITHUB_SERVER_URL" "$GITHUB_REPOSITORY" "$GITHUB_RUN_ID"
    fi
    printf "; \`ess-cfn diff\` prints all of it.\n"
}

# The comment of this review in the request, if there is one: its id. Others may write the marker too, so
# it has to be by whom the token is of.
# shellcheck disable=SC2016 # variables of the query, and of no shell
comment_there() {
    gh api graphql --paginate -f owner="${GITHUB_REPOSITORY%%/*}" -f name="${GITHUB_REPOSITORY#*/}" \
        -F number="$request" -f query='
        query($owner: String!, $name: String!, $number: Int!, $endCursor: String) {
          repository(owner: $owner, name: $name) {
            pullRequest(number: $number) {
              comments(first: 100, after: $endCursor) {
                nodes { id body viewerDidAuthor }
                pageInfo { hasNextPage endCursor }
              }
            }
          }
        }' --jq '.data.repository.pullRequest.comments.nodes[]
            | select(.viewerDidAuthor and (.body | startswith("'"$marker"'"))) | .id'
}

# Writes the comment, or brings the one that is there to what holds now.
# shellcheck disable=SC2016
write_comment() {
    local there body=$work/comment host=${GITHUB_SERVER_URL#https://}
    # What `gh` asks for on a server of one's own.
    if [[ $host != github.com ]]; then
        export GH_HOST=$host GH_ENTERPRISE_TOKEN=${GH_TOKEN:-}
    fi
    there=$(comment_there | sed -n 1p) || return 1
    # Where nothing differs and nothing was said, nothing is to be said.
    [[ -n $there || $something == true ]] || return 0
    {
        printf '%s\n' "$marker"
        limited "$most_of_comment"
    } >"$body"
    if [[ -n $there ]]; then
        gh api graphql --silent -f id="$there" -F body=@"$body" -f query='
            mutation($id: ID!, $body: String!) {
              updateIssueComment(input: {id: $id, body: $body}) { clientMutationId }
            }'
    else
        gh api --silent --method POST "repos/$GITHUB_REPOSITORY/issues/$request/comments" -F body=@"$body"
    fi
}

case ${1:-} in
--program)
    tell_program
    exit
    ;;
-*) usage ;;
esac
wanted=()
for path in "$@"; do
    wanted+=("$path")
done
while IFS= read -r path; do
    wanted+=("$path")
done < <(lines "$paths")
((${#wanted[@]} > 0)) || usage
[[ $comment_id =~ ^[A-Za-z0-9-]+$ && $comment_id != *--* ]] ||
    failure "expected letters, digits and single hyphens in \`comment_id\`, found $comment_id"
program=${program:-ess-cfn}
found=$(command -v "$program") || failure "$program is not on the PATH"
[[ $found == /* ]] || found=$PWD/$found
program=$found

# Paths are those of the repository, whatever folder this is called in.
if [[ -n $report && $report != /* ]]; then
    report=$PWD/$report
fi
cd "$(git rev-parse --show-toplevel)"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
all=$work/all nothing=$work/root.yaml
printf 'Resources: {}\n' >"$nothing"
marker="<!-- ess-cfn $comment_id -->"
unchanged=() risky=() not_done=false

find_base
printf '## What this change does\n' >"$all"
for path in "${wanted[@]}"; do
    path=${path#./}
    compare "${path%/}"
done
something=true
if ((${#unchanged[@]} == ${#wanted[@]})); then
    something=false
    printf '\nNothing differs in the deployed stacks.\n' >>"$all"
elif ((${#unchanged[@]} > 0)); then
    printf '\nNothing differs in the stacks of:\n\n' >>"$all"
    for path in "${unchanged[@]}"; do
        printf -- '- %s\n' "$(as_code "$path")" >>"$all"
    done
fi
if ((${#risky[@]} > 0)); then
    printf '\nThis fails on %s.\n' "$(as_code "$fail_on")" >>"$all"
fi
printf '\nCompared with %s.\n' "$(as_code "${before:0:12}")" >>"$all"

if [[ -n $report ]]; then
    cat "$all" >"$report"
fi
if [[ -n ${GITHUB_STEP_SUMMARY:-} ]]; then
    limited "$most_of_summary" >>"$GITHUB_STEP_SUMMARY"
elif [[ -z $report ]]; then
    cat "$all"
fi
if [[ $comment == true ]]; then
    if [[ ${GITHUB_REF:-} =~ ^refs/pull/([0-9]+)/ ]]; then
        request=${BASH_REMATCH[1]}
        # A request from a fork has a token that may only read: the summary says it all the same.
        if ! write_comment 2>"$work/errors"; then
            cat "$work/errors" >&2
            say '::warning::The comment could not be written: the token needs pull-requests: write, which that' \
                'of a fork never has. The summary of the run has the report.'
        fi
    else
        say 'No pull request here: no comment is written.'
    fi
fi

if [[ $not_done == true ]]; then
    exit 2
fi
if ((${#risky[@]} > 0)); then
    say "error: what \`fail_on\` names ($fail_on) was found in: ${risky[*]}"
    exit 1
fi
