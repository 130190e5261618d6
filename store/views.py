"""The views that migration 0002 adds, for people who open a copy of the file with other tools.

Stored in every file, so never edited: a change is another migration.
"""

from __future__ import annotations

# The periods of a value: from its day until the first day of a later value. Values that a reader does not understand
# (docs/data.md) are left out, as replay leaves them out; of the kinds under ELSE, everything is shown.
_VALUE_PERIODS = """\
CREATE VIEW value_periods AS
SELECT kind, subject, value, holds_from, holds_until, said_on
FROM (
    SELECT
        kind, subject, value, effective_on AS holds_from, said_on,
        min(effective_on) OVER (
            PARTITION BY kind, subject ORDER BY stamp DESC, id DESC
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS holds_until
    FROM events
    WHERE stamp BETWEEN -6917529027641081856 AND 6917529027641081856
    AND CASE
        WHEN NOT json_valid(value) THEN 0
        WHEN kind IN ('can_do', 'milestone') THEN
            value IN ('"before"', '"no"')
            OR (value GLOB '"on ????-??-??"' AND date(substr(value, 5, 10), '+0 days') = substr(value, 5, 10))
        WHEN kind IN ('set_aside', 'counted_in', 'evidence_check', 'week_off', 'phrase_dismissed', 'ad_read_whole')
            THEN value IN ('true', 'false')
        WHEN kind IN ('choice', 'goal', 'note', 'phrase_taught', 'situation')
            THEN json_type(value) IN ('text', 'null')
        WHEN kind IN ('still_can', 'plan_start', 'target_date') THEN
            value = 'null'
            OR (value GLOB '"????-??-??"' AND date(substr(value, 2, 10), '+0 days') = substr(value, 2, 10))
        WHEN kind = 'quick_answer' THEN value IN ('0', '1', '2', '3', '"skip"', 'null')
        WHEN kind = 'asked_level' THEN value IN ('1', '2', '3', 'null')
        WHEN value = 'null' THEN 1
        WHEN kind = 'study' THEN
            coalesce(json_type(value, '$.skill'), '') = 'text'
            AND coalesce(json_type(value, '$.minutes'), '') = 'integer'
            AND json_extract(value, '$.minutes') BETWEEN 0 AND 1440
            AND coalesce(json_type(value, '$.text'), '') = 'text'
            AND coalesce(json_type(value, '$.link'), 'null') IN ('text', 'null')
        WHEN kind = 'evidence' THEN
            coalesce(json_type(value, '$.can_do'), '') = 'text'
            AND coalesce(json_type(value, '$.address'), '') = 'text' AND json_extract(value, '$.address') <> ''
        ELSE 1
    END
)
WHERE holds_until IS NULL OR holds_until > holds_from"""

_NOTES = """\
CREATE VIEW notes AS
SELECT subject AS skill, json_extract(value, '$') AS text, said_on
FROM value_periods
WHERE kind = 'note' AND holds_until IS NULL AND value NOT IN ('null', '""')"""

_EVIDENCE = """\
CREATE VIEW evidence AS
SELECT
    subject AS evidence,
    json_extract(value, '$.can_do') AS can_do,
    json_extract(value, '$.address') AS address,
    said_on
FROM value_periods
WHERE kind = 'evidence' AND holds_until IS NULL AND value <> 'null'"""

_HISTORY = """\
CREATE VIEW history AS
SELECT
    seq,
    strftime('%Y-%m-%d %H:%M:%S', stamp / 1000000, 'unixepoch') AS recorded_at,
    said_on,
    kind,
    subject,
    lag(value) OVER (PARTITION BY kind, subject ORDER BY stamp, id) AS value_before,
    value,
    effective_on
FROM events
ORDER BY stamp DESC, id DESC"""

VIEWS_OF_0002 = {"value_periods": _VALUE_PERIODS, "notes": _NOTES, "evidence": _EVIDENCE, "history": _HISTORY}
"""SQL by name, in an order in which they can be created."""
