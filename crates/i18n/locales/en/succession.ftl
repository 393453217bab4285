# Offices that are succeeded in the middle of the years: renamed with a new code, split, merged.

succession-title = Successors of { $office }
succession-intro = Fill this in when the region gets a new code, is split or is merged. The old code keeps its answers, evidence and results; a round that is under way is finished by the old office. The old office is no longer offered as a participant of rounds made from that day on.
succession-intro-name = Where only the name changes and the code stays, import the new name; announced results keep the name of their time. To take back a mistaken entry, empty all fields.
succession-successors = Codes of the successors
succession-successors-hint = One code a line. A successor has to be in the list of public bodies already.
succession-first-day = From
succession-first-day-hint = The first day on which the successors stand in the place of this office.
succession-ground = Legal ground
succession-ground-hint = For example: Law Number 12 of 2026.
succession-edit = Set the successors
succession-saved = The successors are saved.
succession-since = From { $day } this office is succeeded by:
succession-before-title = Offices before
succession-before = Before { $day }:
succession-ground-of = Ground: { $ground }
succession-itself = An office cannot be its own successor.
succession-circle = This successor leads, directly or over other offices, back to this office.
succession-ends-earlier = One of the successors is itself succeeded on or before that day.
succession-before-own-start = This day must be after the day on which this office itself succeeded another one.
