-- A re-plan is one fact that gives many meetings their places.
DROP VIEW meeting_touches;

-- Every fact that touched a meeting: about itself (part 0), or a new place that a repair gave it (part 1 and up).
-- A round that was filled sets broken meetings aside and makes new ones; a re-plan moves others as well.
CREATE VIEW meeting_touches AS
SELECT
    pos * 10000 AS at, pos, id AS entry, wall, kind, meeting,
    kind = 'plan_changed' AND 'wait' <> (SELECT value FROM json_each(body) WHERE key = 'repair') AS sets_aside,
    (SELECT value FROM json_each(body) WHERE key = 'side') AS missed,
    coalesce((SELECT value FROM json_each(body) WHERE key = 'reason'), '') AS reason,
    (SELECT value FROM json_each(body) WHERE key = 'waits_until') AS waits_until,
    NULL AS host, NULL AS guests, NULL AS slot, NULL AS "table"
FROM facts_that_hold
WHERE kind IN ('meeting_started', 'meeting_held', 'meeting_missed', 'plan_changed') AND meeting IS NOT NULL
UNION ALL
SELECT
    fact.pos * 10000, fact.pos, fact.id, fact.wall, fact.kind,
    (SELECT value FROM json_each(given.value) WHERE key = 'meeting'),
    1, NULL, '', NULL, NULL, NULL, NULL, NULL
FROM facts_that_hold AS fact, json_each(fact.body, '$.instead_of') AS given
WHERE fact.kind IN ('round_filled', 'replanned')
UNION ALL
SELECT
    fact.pos * 10000 + 1 + change.key, fact.pos, fact.id, fact.wall, 'placed',
    (SELECT value FROM json_each(change.value) WHERE key = 'meeting'),
    0, NULL, '', NULL,
    (SELECT value FROM json_each(change.value) WHERE key = 'host'),
    (SELECT value FROM json_each(change.value) WHERE key = 'guests'),
    (SELECT value FROM json_each(change.value) WHERE key = 'slot'),
    (SELECT value FROM json_each(change.value) WHERE key = 'table')
FROM facts_that_hold AS fact, json_each(fact.body, '$.changes') AS change
WHERE fact.kind IN ('plan_changed', 'round_filled', 'replanned');
