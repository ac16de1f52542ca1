"""`make policy` fails when it should."""

import sys
import unittest
from collections import Counter

import checkov_checks
import exceptions
import guard_checks
import nag_checks
import planted
import report
from exceptions import Explanation
from findings import Finding, Outcome


def finding(check="C1", resource="LogBucket", **others):
    told = {"tool": "checkov", "asks": "logging", "spec": "minimal", "stack": "network", "type": "AWS::S3::Bucket"}
    return Finding(check=check, resource=resource, **{**told, **others})


def explanation(*checks, **patterns):
    return Explanation(list(checks), "accepted", "so be it", **patterns)


class Judge(unittest.TestCase):
    def test_a_finding_without_a_reason_fails_and_is_named_with_its_place(self):
        [problem], explained = exceptions.judge([finding()], [])
        self.assertEqual(problem, "checkov: C1 minimal/network: LogBucket (AWS::S3::Bucket): logging")
        self.assertEqual(explained, {})

    def test_a_finding_with_a_reason_passes(self):
        problems, explained = exceptions.judge([finding()], [explanation("C1", resource="Log*")])
        self.assertEqual(problems, [])
        self.assertEqual(explained, {(0, "C1"): [finding()]})

    def test_a_reason_is_for_the_resources_that_it_names_alone(self):
        for pattern in ({"type": "AWS::SQS::Queue"}, {"spec": "large"}, {"stack": "d*"}, {"resource": "Other"}):
            problems, _ = exceptions.judge([finding(), finding("C2")], [explanation("C1", **pattern), explanation("C2")])
            self.assertEqual(len(problems), 2, problems)
            self.assertIn("LogBucket", problems[0])
            self.assertIn("about nothing any more", problems[1])

    def test_a_reason_without_a_finding_fails_for_each_of_its_checks(self):
        problems, _ = exceptions.judge([finding("C1")], [explanation("C1", "C2")])
        self.assertEqual(problems, ["C2: the exception C1, C2 (wherever) is about nothing any more; take it out"])

    def test_two_reasons_for_one_finding_fail(self):
        problems, _ = exceptions.judge([finding()], [explanation("C1"), explanation("C1")])
        self.assertIn("expected one exception", problems[0])


@unittest.skipIf(sys.version_info < (3, 11), "tomllib")
class Read(unittest.TestCase):
    def test_an_entry_is_read_with_its_reason_in_one_line(self):
        text = '[[exception]]\ncheck = "C1"\nverdict = "gap"\nreason = """\nsome\nlines"""\nstack = "a*"\n'
        self.assertEqual(exceptions.read(text), [Explanation(["C1"], "gap", "some lines", stack="a*")])

    def test_an_entry_without_a_reason_or_with_an_unknown_key_or_verdict_is_an_error(self):
        whole = '[[exception]]\ncheck = "C1"\nverdict = "gap"\nreason = "r"\n'
        exceptions.read(whole)
        for text in (whole.replace('reason = "r"\n', ""), whole + 'where = "x"\n', whole.replace("gap", "perhaps")):
            with self.assertRaisesRegex(ValueError, "expected"):
                exceptions.read(text)


class Planted(unittest.TestCase):
    def outcomes(self, left_out=None):
        outcomes = {}
        for tool, check, resource in sorted(planted.EXPECTED - {left_out}):
            told = outcomes.setdefault(tool, Outcome(tool, [], met=Counter(planted=1, minimal=2)))
            told.findings.append(finding(check, resource, tool=tool, spec=planted.SPEC))
        return list(outcomes.values())

    def test_what_is_planted_and_found_counts_nowhere(self):
        outcomes = self.outcomes()
        outcomes[0].findings.append(finding())
        self.assertEqual(planted.take_out(outcomes), [])
        self.assertEqual([told.met.total() for told in outcomes], [2] * len(outcomes))
        self.assertEqual(sum((told.findings for told in outcomes), []), [finding()])

    def test_every_tool_has_something_to_find(self):
        tools = {tool for tool, _, _ in planted.EXPECTED}
        self.assertEqual(
            tools, {checkov_checks.TOOL, nag_checks.TOOL, guard_checks.REGISTRY, guard_checks.CONTROL_TOWER}
        )

    def test_what_is_planted_and_not_found_fails(self):
        for one in planted.EXPECTED:
            [problem] = planted.take_out(self.outcomes(left_out=one))
            self.assertIn(one[1], problem)


class Guard(unittest.TestCase):
    HEADING = "# Rule Identifier:\n#   SOME_RULE\n#\n# Description:\n#   Checks\n#   things.\n#\n# Reports on:\n#   AWS::S3::Bucket\n#\n"

    def test_a_rule_is_described_by_its_heading(self):
        file = guard_checks.RuleFile(f"{self.HEADING}rule SOME_RULE {{ }}")
        self.assertEqual(file.asked("SOME_RULE"), "Checks things.")
        self.assertEqual(file.reports, {"SOME_RULE": {"aws::s3::bucket"}})
        self.assertEqual(file.check("SOME_RULE"), "SOME_RULE")
        control = guard_checks.RuleFile(self.HEADING + "[CT.S3.PR.1]: Require it\n")
        self.assertEqual((control.check("SOME_RULE"), control.asked("SOME_RULE")), ("CT.S3.PR.1", "Require it"))

    def test_a_resource_fails_where_a_failing_clause_stopped_and_not_where_one_chose(self):
        def clause(resource):
            there = {"Resolved": {"path": f"/Resources/{resource}/Properties", "value": {"path": "/Resources/No/x"}}}
            to = {"Resolved": {"path": "/Resources/Compared/x", "value": 1}}
            said = {"ClauseValueCheck": {"Comparison": {"from": there, "to": to, "status": "FAIL"}}}
            return {"container": said, "children": []}

        def block(kind, said, *children):
            return {"container": {kind: said}, "children": list(children)}

        rule = block(
            "RuleCheck",
            {"name": "R", "status": "FAIL"},
            block("RuleCondition", "PASS", clause("Asked")),
            block("Filter", "FAIL", clause("Chosen")),
            block("Disjunction", {"status": "PASS"}, clause("Either")),
            block("GuardClauseBlockCheck", {"status": "FAIL"}, clause("Bad"), block("ClauseValueCheck", "Success")),
        )
        self.assertEqual(guard_checks.resources_of(rule), {"Bad"})


class Nag(unittest.TestCase):
    def test_one_resource_that_fails_a_check_in_several_ways_is_one_finding(self):
        one = {"check": "N", "asks": "It. - (Control IDs: AC-1).", "spec": "s", "stack": "t", "resource": "R", "type": "T"}
        nag_checks.installed = lambda _: "1"
        told = nag_checks.outcome({"findings": [one, one], "met": {"s": 3}, "checks": {"N": "It."}})
        self.assertEqual(told.findings, [Finding("cdk-nag", "N", "It.", "s", "t", "R", "T")])
        self.assertEqual(told.met.total(), 3)


class Report(unittest.TestCase):
    def render(self, day="2026-01-02", met=1, resources=("LogBucket",)):
        found = [finding(resource=resource) for resource in resources]
        told = Outcome("checkov", ["checkov 1"], found, Counter(minimal=met), {"C1"})
        exception = explanation("C1")
        return report.render(day, [told], {(0, "C1"): found}, [exception], ["minimal"])

    def test_a_finding_stands_under_its_verdict_with_place_and_reason(self):
        text = self.render()
        row = "| `C1` (checkov): logging | every spec; network: `LogBucket` | so be it |"
        self.assertIn(row, text.split(exceptions.VERDICTS["accepted"])[1].split("##")[0])
        self.assertIn("| checkov | checkov 1 | 1 | 1 | 1 |", text)

    def test_checks_with_one_reason_are_one_line(self):
        found = {(0, "C1"): [finding("C1")], (0, "C2"): [finding("C2", asks="more")]}
        text = report.render("2026-01-02", [], found, [explanation("C1", "C2")], ["minimal"])
        row = "| `C1` (checkov): logging<br>`C2` (checkov): more | every spec; network: `LogBucket` | so be it |"
        self.assertIn(row, text)

    def test_a_check_that_is_described_by_its_name_alone_is_named_once(self):
        self.assertEqual(report.question(finding(asks="C1")), "`C1` (checkov)")
        self.assertEqual(report.question(finding(asks="It logs.")), "`C1` (checkov): It logs")

    def test_most_of_the_specs_are_named_by_those_that_are_missing(self):
        self.assertEqual(report.of_specs({"a", "b"}, {"a", "b"}), "every spec")
        self.assertEqual(report.of_specs({"a", "b"}, {"a", "b", "c"}), "every spec but `c`")
        self.assertEqual(report.of_specs({"b", "a"}, {"a", "b", "c", "d"}), "`a`, `b`")

    def test_another_day_and_other_counts_are_the_same_report_and_another_resource_is_not(self):
        self.assertEqual(report.lasting(self.render()), report.lasting(self.render("2027-01-01", 9)))
        self.assertNotEqual(report.lasting(self.render()), report.lasting(self.render(resources=("Bucket",))))

    def test_zones_are_one_family_and_many_resources_are_named_by_their_end(self):
        self.assertEqual(report.families({"InstanceA", "InstanceB"}), "`Instance*`")
        self.assertEqual(report.families({"InstanceA", "Instance"}), "`Instance*`")
        many = {f"{name}ExecutionRole" for name in ("Ldp", "Oidc", "Identity")} | {"HostRole"}
        self.assertEqual(report.families(many), "`*ExecutionRole`, `HostRole`")


if __name__ == "__main__":
    unittest.main()
