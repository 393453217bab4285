#!/usr/bin/env python3
"""A second opinion on the scores: written from the scoring contract alone, in another language, with nothing shared.

    score.py INSTRUMENT.json SCHEME.json ASSESSMENTS.json RESULTS.json [and four more, and so on]

Instrument and scheme are given as JSON, which YAML 1.2 reads too. The inputs are taken to be right; nothing is checked.
Standard library only.
"""

import json
import sys
from datetime import datetime
from fractions import Fraction

ONE, ZERO, HUNDRED = Fraction(1), Fraction(0), Fraction(100)


def question_outcome(question, answer, review):
    """('out', None), ('share', x), ('unanswered', 0) or ('unreviewed', 0)."""
    rule = question.get("not_applicable")
    if rule:
        field = rule["when"]["field"]
        value = (review or {}).get("fields", {}).get(field, (answer or {}).get("fields", {}).get(field))
        if value is not None and Fraction(value) == Fraction(rule["when"]["equals"]):
            return "out", None
    if review is not None and "share" in review:
        return "share", Fraction(review["share"])
    rubric = question["rubric"]
    if rubric["kind"] in ("key", "plus_minus"):
        if not answer or "options" not in answer:
            return "unanswered", ZERO
        return "share", system_share(rubric, set(answer["options"]))
    share = None if review is None else reviewed_share(rubric, review)
    if share is not None:
        return "share", share
    return ("unreviewed" if answer else "unanswered"), ZERO


def system_share(rubric, chosen):
    correct = set(rubric["correct"])
    if rubric["kind"] == "key":
        return ONE if chosen == correct else ZERO
    share = Fraction(len(chosen & correct) - len(chosen - correct)) / Fraction(rubric["divisor"])
    return min(max(share, Fraction(rubric.get("floor", "0"))), ONE)


def reviewed_share(rubric, review):
    kind = rubric["kind"]
    if kind == "levels":
        return Fraction(rubric["levels"][review["level"]]["share"]) if "level" in review else None
    if kind == "per_option":
        if "options" not in review:
            return None
        worth = [rubric["each"] if "each" in rubric else rubric["shares"][option] for option in review["options"]]
        return min(sum(map(Fraction, worth), ZERO), Fraction(rubric.get("cap", "1")))
    if kind == "criteria":
        if "criteria" not in review:
            return None
        ticked = [Fraction(c["share"]) for c in rubric["criteria"] if c["code"] in review["criteria"]]
        return min(sum(ticked, ZERO), ONE)
    names = rubric["of"].get("ratio") or [rubric["of"]["field"]]
    values = [review.get("fields", {}).get(name) for name in names]
    if None in values:
        return None
    value = Fraction(values[0])
    if len(values) == 2:
        if Fraction(values[1]) == 0:
            return Fraction(rubric["zero"])
        value /= Fraction(values[1])
    for band in rubric["bands"]:
        if value >= Fraction(band["from"]) if "from" in band else value > Fraction(band["above"]):
            return Fraction(band["share"])
    return Fraction(rubric.get("below", "0"))


def questionnaire(instrument, body):
    """Outcome, weight and points of each question; points of each section. None where nothing is applicable."""
    outcomes, weights = {}, {}
    homeless = ZERO
    for section in instrument["sections"]:
        for question in section["questions"]:
            code = question["code"]
            answer, review = body.get("answers", {}).get(code), body.get("reviews", {}).get(code)
            outcomes[code] = question_outcome(question, answer, review)
        all_weights = {question["code"]: Fraction(question["weight"]) for question in section["questions"]}
        staying = {code: weight for code, weight in all_weights.items() if outcomes[code][0] != "out"}
        whole, kept = sum(all_weights.values(), ZERO), sum(staying.values(), ZERO)
        if not staying:
            homeless += whole
        for code in all_weights:
            weights[code] = staying[code] * whole / kept if code in staying else ZERO
    housed = sum(weights.values(), ZERO)
    if housed == 0:
        return None
    weights = {code: weight + homeless * weight / housed for code, weight in weights.items()}
    points = {code: weights[code] * (outcomes[code][1] or ZERO) for code in weights}
    sections = {}
    for section in instrument["sections"]:
        codes = [question["code"] for question in section["questions"] if outcomes[question["code"]][0] != "out"]
        sections[section["code"]] = sum((points[code] for code in codes), ZERO) if codes else None
    return outcomes, weights, points, sections


def total_of(scheme, scores, expected):
    """The total, or None where a missing component makes the body not assessed."""
    present, loose, weighted, bonus = ZERO, ZERO, ZERO, ZERO
    for component in scheme["components"]:
        code, role = component["code"], component.get("role", "weight")
        weight = Fraction(component.get("weight", "0"))
        has_score = code in expected and code in scores
        if role == "bonus" and has_score:
            bonus += scores[code] * weight / 100
        if role != "weight":
            continue
        if has_score:
            present += weight
            weighted += scores[code] * weight
        elif code not in expected or component.get("missing", "zero") == "reweigh":
            loose += weight
        elif component.get("missing", "zero") == "not_assessed":
            return None
    if present:
        weighted += weighted / present * loose
    return min(weighted / 100 + bonus, HUNDRED)


class Body:
    def __init__(self, instrument, scheme, given):
        self.given, self.code, self.parent = given, given["code"], given.get("parent")
        self.outcome = "scored" if given["state"] == "submitted" else given["state"]
        self.passed, self.rank, self.rank_in_parent = [], None, None
        if self.outcome != "scored":
            return
        worked = questionnaire(instrument, given)
        if worked is None:
            self.outcome = "not_assessed"
            return
        self.outcomes, self.weights, self.points, self.sections = worked
        self.at = datetime.fromisoformat(given["submitted_at"].replace("Z", "+00:00"))
        self.scores = {code: Fraction(score) for code, score in given.get("components", {}).items()}
        for component in scheme["components"]:
            if component["from"] == "instrument":
                self.scores[component["code"]] = sum(self.points.values()) * 100 / Fraction(instrument["points"])
        gated = {gate["into"] for gate in scheme.get("gates", [])}
        self.open = {component["code"] for component in scheme["components"]} - gated
        self.set_total(scheme, self.open)

    def set_total(self, scheme, expected):
        self.expected = expected
        self.total = total_of(scheme, self.scores, expected)
        if self.total is None:
            self.outcome = "not_assessed"

    def score(self, code):
        return self.scores.get(code) if code in self.expected else None


def open_gates(scheme, bodies):
    running = [body for body in bodies if body.outcome == "scored"]
    for gate in scheme.get("gates", []):
        of = gate.get("of", "total")
        values = [(body, body.total if of == "total" else body.scores.get(of)) for body in running]
        values = [(body, value) for body, value in values if value is not None]
        for body, value in values:
            if "at_least" in gate:
                passes = value >= Fraction(gate["at_least"])
            else:
                rivals = [v for b, v in values if gate.get("per") != "parent" or b.parent == body.parent]
                passes = sum(rival > value for rival in rivals) < gate["top"]
            if passes:
                body.passed.append(gate["into"])
    for body in running:
        body.set_total(scheme, body.open | set(body.passed))


def give_ranks(scheme, bodies):
    scored = [body for body in bodies if body.outcome == "scored"]
    rerank = next((c["code"] for c in scheme["components"] if c.get("role") == "rerank"), None)
    gate = next((g for g in scheme.get("gates", []) if g["into"] == rerank), {})

    def component_key(body, code):
        score = body.score(code)
        return (1, ZERO) if score is None else (0, -score)

    def key(body, with_rerank):
        parts = []
        if with_rerank:
            parts.append((0, component_key(body, rerank)) if rerank in body.passed else (1, ()))
        parts.append(-body.total)
        for tie in scheme.get("ties", []):
            parts.append(body.at.timestamp() if tie == "submitted_at" else component_key(body, tie))
        return parts

    everywhere = {body.code: key(body, rerank is not None and gate.get("per") != "parent") for body in scored}
    in_parent = {body.code: key(body, rerank is not None) for body in scored}
    for body in scored:
        body.rank = 1 + sum(everywhere[other.code] < everywhere[body.code] for other in scored)
        family = [other for other in scored if other.parent == body.parent]
        body.rank_in_parent = 1 + sum(in_parent[other.code] < in_parent[body.code] for other in family)


def shown(number, display):
    digits, rounding = display.get("digits", 2), display.get("rounding", "half_up")
    scaled = number * 10**digits
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    half = Fraction(rest, scaled.denominator) - Fraction(1, 2)
    if rounding == "half_up" and half >= 0 or rounding == "half_even" and (half > 0 or half == 0 and whole % 2):
        whole += 1
    text = str(whole).rjust(digits + 1, "0")
    return text if digits == 0 else text[:-digits] + "." + text[-digits:]


def as_result(scheme, body):
    result = {"code": body.code, "parent": body.parent, "outcome": body.outcome, "components": {}, "total": None,
              "category": None, "rank": body.rank, "rank_in_parent": body.rank_in_parent, "passed": [], "sections": {},
              "questions": {}, "warnings": []}
    if body.outcome != "scored":
        return result

    def number(value):
        return None if value is None else {"exact": str(value), "display": shown(value, scheme.get("display", {}))}

    codes = [component["code"] for component in scheme["components"]]
    result["components"] = {code: number(body.score(code)) for code in codes if body.score(code) is not None}
    result["total"] = number(body.total)
    result["category"] = next(c["code"] for c in scheme["categories"] if body.total >= Fraction(c["from"]))
    result["passed"] = body.passed
    result["sections"] = {code: number(points) for code, points in body.sections.items()}
    for code, (kind, share) in body.outcomes.items():
        result["questions"][code] = {"weight": str(body.weights[code]), "share": None if kind == "out" else str(share),
                                     "points": str(body.points[code])}
        if kind in ("unanswered", "unreviewed"):
            result["warnings"].append(f"{kind}:{code}")
    for component in scheme["components"]:
        code = component["code"]
        if code in body.expected and code not in body.scores and component.get("role", "weight") != "bonus":
            result["warnings"].append(f"missing:{code}")
        if code not in body.expected and code in body.scores:
            result["warnings"].append(f"not_expected:{code}")
    return result


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def score(instrument, scheme, given, out):
    bodies = [Body(instrument, scheme, body) for body in given["bodies"]]
    open_gates(scheme, bodies)
    give_ranks(scheme, bodies)
    results = [as_result(scheme, body) for body in bodies]

    def count(outcome):
        return sum(body.outcome == outcome for body in bodies)

    by_category = {c["code"]: sum(r["category"] == c["code"] for r in results) for c in scheme["categories"]}
    document = {"format": "terbuka/results/1", "instrument": f"{instrument['code']}/{instrument['edition']}",
                "scheme": scheme["code"], "results": results,
                "summary": {"scored": count("scored"), "by_category": by_category,
                            "not_registered": count("not_registered"), "not_submitted": count("not_submitted"),
                            "not_assessed": count("not_assessed")}}
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    with open(out, "wb") as file:
        file.write(text.encode("utf-8"))


def main():
    for first in range(1, len(sys.argv), 4):
        instrument, scheme, given, out = sys.argv[first:first + 4]
        score(load(instrument), load(scheme), load(given), out)


if __name__ == "__main__":
    main()
