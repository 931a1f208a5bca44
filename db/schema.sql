CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
) STRICT;

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

CREATE TABLE event (
    single INTEGER PRIMARY KEY CHECK (single = 1),
    event_id TEXT NOT NULL,
    tag TEXT NOT NULL,
    created INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE plans (
    number INTEGER PRIMARY KEY CHECK (number >= 0),
    name TEXT NOT NULL,
    date TEXT NOT NULL,
    timezone TEXT NOT NULL,
    venue TEXT NOT NULL,
    slot_minutes INTEGER NOT NULL,
    change_minutes INTEGER NOT NULL,
    entry TEXT
) STRICT;

CREATE TABLE sources (
    plan INTEGER NOT NULL REFERENCES plans (number),
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (plan, place)
) STRICT;

CREATE TABLE organisations (
    plan INTEGER NOT NULL REFERENCES plans (number),
    place INTEGER NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    side TEXT NOT NULL,
    entry TEXT,
    PRIMARY KEY (plan, id)
) STRICT;

CREATE TABLE people (
    plan INTEGER NOT NULL REFERENCES plans (number),
    place INTEGER NOT NULL,
    id TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    organisation TEXT NOT NULL,
    job_title TEXT NOT NULL,
    country TEXT NOT NULL,
    city TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    participant_type TEXT NOT NULL,
    side TEXT NOT NULL,
    registration TEXT NOT NULL,
    badge_name TEXT NOT NULL,
    badge_line2 TEXT NOT NULL,
    languages TEXT NOT NULL,
    needs_interpreter INTEGER NOT NULL CHECK (needs_interpreter IN (0, 1)),
    max_meetings INTEGER,
    unavailable TEXT NOT NULL,
    support_office TEXT NOT NULL,
    notes TEXT NOT NULL,
    extra TEXT NOT NULL,
    entry TEXT,
    PRIMARY KEY (plan, id)
) STRICT;

CREATE TABLE slots (
    plan INTEGER NOT NULL REFERENCES plans (number),
    place INTEGER NOT NULL,
    id TEXT NOT NULL,
    start TEXT NOT NULL,
    "end" TEXT NOT NULL,
    block TEXT NOT NULL,
    is_break INTEGER NOT NULL CHECK (is_break IN (0, 1)),
    PRIMARY KEY (plan, id)
) STRICT;

CREATE TABLE tables (
    plan INTEGER NOT NULL REFERENCES plans (number),
    place INTEGER NOT NULL,
    id TEXT NOT NULL,
    label TEXT NOT NULL,
    room TEXT NOT NULL,
    capacity INTEGER NOT NULL,
    fixed_for TEXT,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    PRIMARY KEY (plan, id)
) STRICT;

CREATE TABLE meetings (
    plan INTEGER NOT NULL REFERENCES plans (number),
    place INTEGER NOT NULL,
    id TEXT NOT NULL,
    host TEXT NOT NULL,
    guests TEXT NOT NULL,
    slot TEXT,
    "table" TEXT,
    status TEXT NOT NULL,
    missed TEXT,
    subject TEXT NOT NULL,
    interpreter TEXT NOT NULL,
    source_request TEXT NOT NULL,
    pinned INTEGER NOT NULL CHECK (pinned IN (0, 1)), rounds INTEGER NOT NULL DEFAULT 1 CHECK (rounds >= 1),
    PRIMARY KEY (plan, id)
) STRICT;

CREATE TABLE requests (
    plan INTEGER NOT NULL REFERENCES plans (number),
    place INTEGER NOT NULL,
    id TEXT NOT NULL,
    from_person TEXT NOT NULL,
    to_person TEXT NOT NULL,
    status TEXT NOT NULL,
    priority INTEGER NOT NULL,
    session_wish TEXT NOT NULL,
    requested_at TEXT NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (plan, id)
) STRICT;

CREATE TABLE checkpoints (
    plan INTEGER NOT NULL REFERENCES plans (number),
    place INTEGER NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (plan, id)
) STRICT;

CREATE TABLE badges (
    made INTEGER PRIMARY KEY,
    token TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL,
    entry TEXT
) STRICT;

CREATE TABLE journal (
    id TEXT PRIMARY KEY,
    desk TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    wall INTEGER NOT NULL,
    mono INTEGER NOT NULL,
    kind TEXT NOT NULL,
    person TEXT,
    meeting TEXT,
    checkpoint TEXT,
    undoes TEXT,
    body TEXT NOT NULL,
    pos INTEGER UNIQUE,
    verdict TEXT,
    reason TEXT NOT NULL DEFAULT '',
    hash TEXT NOT NULL,
    UNIQUE (desk, number)
) STRICT;

CREATE INDEX journal_kind ON journal (kind, pos);

CREATE INDEX journal_person ON journal (person, pos) WHERE person IS NOT NULL;

CREATE INDEX journal_meeting ON journal (meeting, pos) WHERE meeting IS NOT NULL;

CREATE INDEX journal_undoes ON journal (undoes, pos) WHERE undoes IS NOT NULL;

CREATE INDEX journal_wall ON journal (wall);

CREATE INDEX badges_entry ON badges (entry) WHERE entry IS NOT NULL;

CREATE TRIGGER journal_is_never_changed
BEFORE UPDATE OF id, desk, number, wall, mono, kind, person, meeting, checkpoint, undoes, body, hash ON journal
BEGIN
    SELECT RAISE(ABORT, 'What happened is never changed; write another entry.');
END;

CREATE TRIGGER journal_is_never_deleted
BEFORE DELETE ON journal
BEGIN
    SELECT RAISE(ABORT, 'What happened is never deleted; write another entry.');
END;

CREATE TRIGGER journal_is_never_replaced
BEFORE INSERT ON journal
WHEN EXISTS (
    SELECT 1 FROM journal
    WHERE id = NEW.id OR (desk = NEW.desk AND number = NEW.number) OR pos = NEW.pos OR rowid = NEW.rowid
)
BEGIN
    SELECT RAISE(ABORT, 'This entry or its place is in the journal already.');
END;

CREATE TRIGGER journal_places_are_never_taken
BEFORE UPDATE OF pos ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE pos = NEW.pos AND id <> OLD.id)
BEGIN
    SELECT RAISE(ABORT, 'This place is in the journal already.');
END;

CREATE VIEW taken_back AS
SELECT undoes AS entry
FROM journal
WHERE verdict = 'applied' AND kind IN ('undone', 'redone') AND undoes IS NOT NULL
GROUP BY undoes
HAVING sum(iif(kind = 'undone', 1, -1)) > 0;

CREATE VIEW facts_that_hold AS
SELECT pos, id, desk, number, wall, kind, person, meeting, checkpoint, body
FROM journal
WHERE verdict = 'applied' AND kind NOT IN ('undone', 'redone') AND id NOT IN (SELECT entry FROM taken_back);

CREATE VIEW plan_in_force AS
SELECT coalesce(
    (SELECT (SELECT value FROM json_each(body) WHERE key = 'plan') FROM facts_that_hold WHERE kind = 'plan_adopted' ORDER BY pos DESC LIMIT 1), 0
) AS number;

CREATE VIEW people_known AS
SELECT ranked.*
FROM (
    SELECT people.*, plan = plan_in_force.number AS is_planned, row_number() OVER (
        PARTITION BY id ORDER BY plan = plan_in_force.number DESC, plan = 0 DESC, plan DESC
    ) AS rank
    FROM people, plan_in_force
    WHERE plan <= plan_in_force.number
) AS ranked
WHERE rank = 1;

CREATE VIEW organisations_known AS
SELECT ranked.*
FROM (
    SELECT organisations.*, row_number() OVER (
        PARTITION BY id ORDER BY plan = plan_in_force.number DESC, plan = 0 DESC, plan DESC
    ) AS rank
    FROM organisations, plan_in_force
    WHERE plan <= plan_in_force.number
) AS ranked
WHERE rank = 1;

CREATE VIEW visits AS
SELECT person, checkpoint, pos, wall AS since, id AS entry, desk
FROM (
    SELECT person, checkpoint, max(pos) AS pos, id, desk, wall, kind
    FROM facts_that_hold
    WHERE kind IN ('checked_in', 'walked_in', 'checked_out')
    GROUP BY person, checkpoint
)
WHERE kind <> 'checked_out';

CREATE VIEW standing AS
WITH
    fact AS MATERIALIZED (
        SELECT pos, id, desk, wall, kind, person, checkpoint, body,
            kind IN ('checked_in', 'walked_in') AS arrival
        FROM facts_that_hold
        WHERE kind IN ('checked_in', 'walked_in', 'checked_out', 'seen_again', 'expected_late', 'marked_absent')
    ),
    inside AS (
        SELECT person, count(*) AS checkpoints FROM visits GROUP BY person
    ),
    latest_move AS (
        SELECT person, max(pos) AS pos, wall, arrival FROM fact WHERE arrival OR kind = 'checked_out' GROUP BY person
    ),
    first_arrival AS (
        SELECT person, min(pos) AS pos, wall FROM fact WHERE arrival GROUP BY person
    ),
    walk_in AS (
        SELECT DISTINCT person FROM fact WHERE kind = 'walked_in'
    ),
    latest_word AS (
        SELECT person, max(pos) AS pos, kind, body
        FROM fact WHERE arrival OR kind IN ('expected_late', 'marked_absent') GROUP BY person
    ),
    latest_scan AS (
        SELECT person, max(pos) AS pos, wall, desk, checkpoint, id
        FROM fact WHERE kind NOT IN ('expected_late', 'marked_absent') GROUP BY person
    ),
    whole AS (
        SELECT
            everybody.person,
            coalesce(inside.checkpoints, 0) AS checkpoints,
            first_arrival.wall AS arrived,
            iif(latest_move.arrival OR inside.person IS NOT NULL, NULL, latest_move.wall) AS left,
            CASE latest_word.kind
                WHEN 'expected_late' THEN (SELECT value FROM json_each(latest_word.body) WHERE key = 'until')
            END AS expected,
            coalesce(latest_word.kind = 'marked_absent', 0) AS absent,
            walk_in.person IS NOT NULL AS walked_in,
            latest_scan.wall AS scanned,
            latest_scan.desk AS scanned_by,
            latest_scan.checkpoint AS scanned_at,
            latest_scan.id AS scanned_entry
        FROM (SELECT DISTINCT person FROM fact) AS everybody
        LEFT JOIN inside USING (person)
        LEFT JOIN first_arrival USING (person)
        LEFT JOIN latest_move USING (person)
        LEFT JOIN latest_word USING (person)
        LEFT JOIN walk_in USING (person)
        LEFT JOIN latest_scan USING (person)
    )
SELECT
    person,
    CASE
        WHEN checkpoints > 0 THEN 'here'
        WHEN absent THEN 'absent'
        WHEN expected IS NOT NULL THEN 'late'
        WHEN left IS NOT NULL THEN 'left'
        ELSE 'unknown'
    END AS presence,
    checkpoints, arrived, left, expected, absent, walked_in, scanned, scanned_by, scanned_at, scanned_entry
FROM whole;

CREATE VIEW attendance AS
SELECT
    people_known.id AS person,
    people_known.first_name,
    people_known.last_name,
    organisations_known.name AS organisation,
    people_known.country,
    people_known.is_planned,
    coalesce(standing.walked_in, 0) AS walked_in,
    coalesce(standing.presence, 'unknown') AS presence,
    standing.arrived,
    standing.left,
    standing.expected,
    strftime('%Y-%m-%dT%H:%M:%SZ', standing.arrived / 1000, 'unixepoch') AS arrived_utc,
    strftime('%Y-%m-%dT%H:%M:%SZ', standing.left / 1000, 'unixepoch') AS left_utc
FROM people_known
LEFT JOIN standing ON standing.person = people_known.id
LEFT JOIN organisations_known ON organisations_known.id = people_known.organisation
WHERE people_known.is_planned OR standing.walked_in OR standing.arrived IS NOT NULL;

CREATE VIEW meetings_now AS
WITH RECURSIVE
    adoption AS MATERIALIZED (
        SELECT pos, pos * 10000 AS at, (SELECT value FROM json_each(body) WHERE key = 'plan') AS plan,
            lead(pos, 1, 9223372036854775807) OVER (ORDER BY pos) AS until
        FROM facts_that_hold WHERE kind = 'plan_adopted'
    ),
    touch AS MATERIALIZED (
        SELECT meeting_touches.*, coalesce(adoption.plan, 0) AS plan_then, meetings.id IS NOT NULL AS was_planned
        FROM meeting_touches
        LEFT JOIN adoption ON adoption.pos < meeting_touches.pos AND meeting_touches.pos < adoption.until
        LEFT JOIN meetings ON meetings.plan = adoption.plan AND meetings.id = meeting_touches.meeting
    ),
    opening AS MATERIALIZED (
        SELECT meeting, min(at) AS at, plan_then, was_planned
        FROM touch WHERE was_planned OR kind = 'placed' GROUP BY meeting
    ),
    counted AS MATERIALIZED (
        SELECT touch.* FROM touch JOIN opening ON opening.meeting = touch.meeting AND touch.at >= opening.at
    ),
    latest AS MATERIALIZED (
        SELECT meeting, max(at) AS at, entry, kind, sets_aside, waits_until FROM counted GROUP BY meeting
    ),
    ground AS MATERIALIZED (
        SELECT meeting, max(at) AS at, kind, missed, reason FROM counted WHERE NOT sets_aside GROUP BY meeting
    ),
    placed AS MATERIALIZED (
        SELECT meeting, max(at) AS at, slot, "table" FROM counted WHERE kind = 'placed' GROUP BY meeting
    ),
    clocked AS MATERIALIZED (
        SELECT counted.meeting,
            max(iif(counted.kind = 'meeting_started', counted.at, NULL)) AS started_at,
            max(iif(counted.kind = 'meeting_held', counted.at, NULL)) AS ended_at
        FROM counted LEFT JOIN placed ON placed.meeting = counted.meeting
        WHERE counted.at > coalesce(placed.at, 0)
        GROUP BY counted.meeting
    ),
    -- Who sits there follows each new plan as long as the people are the planned ones.
    turn AS MATERIALIZED (
        SELECT meeting, row_number() OVER (PARTITION BY meeting ORDER BY at) AS nth, host, guests, plan
        FROM (
            SELECT meeting, at, host, guests, NULL AS plan FROM counted WHERE kind = 'placed'
            UNION ALL
            SELECT opening.meeting, adoption.at, NULL, NULL, adoption.plan
            FROM opening JOIN adoption ON adoption.at > opening.at
        )
    ),
    seated AS (
        SELECT opening.meeting, 0 AS nth, meetings.host, meetings.guests, meetings.plan
        FROM opening
        LEFT JOIN meetings ON meetings.plan = opening.plan_then AND meetings.id = opening.meeting
        UNION ALL
        SELECT
            seated.meeting, turn.nth,
            CASE WHEN turn.plan IS NULL THEN turn.host
                WHEN new.id IS NOT NULL AND old.id IS NOT NULL THEN new.host ELSE seated.host END,
            CASE WHEN turn.plan IS NULL THEN turn.guests
                WHEN new.id IS NOT NULL AND old.id IS NOT NULL THEN new.guests ELSE seated.guests END,
            iif(turn.plan IS NULL, seated.plan, new.plan)
        FROM seated
        JOIN turn ON turn.meeting = seated.meeting AND turn.nth = seated.nth + 1
        LEFT JOIN meetings AS new ON new.plan = turn.plan AND new.id = seated.meeting
        LEFT JOIN meetings AS old ON old.plan = seated.plan AND old.id = seated.meeting
            AND old.host = seated.host AND old.guests = seated.guests
    ),
    sits AS MATERIALIZED (
        SELECT meeting, max(nth) AS nth, host, guests FROM seated GROUP BY meeting
    ),
    touched AS (
        SELECT
            opening.meeting AS id, sits.host, sits.guests,
            iif(placed.meeting IS NULL, first.slot, placed.slot) AS slot,
            iif(placed.meeting IS NULL, first."table", placed."table") AS "table",
            CASE
                WHEN ground.kind IS NULL THEN first.status
                WHEN ground.kind = 'meeting_started' THEN 'running'
                WHEN ground.kind = 'meeting_held' THEN 'held'
                WHEN ground.kind = 'meeting_missed' THEN 'missed'
                ELSE 'planned'
            END AS ground_status,
            latest.sets_aside,
            iif(ground.kind IS NULL, first.missed, ground.missed) AS missed,
            coalesce(ground.reason, '') AS reason,
            latest.entry AS version,
            iif(latest.kind = 'plan_changed' AND NOT latest.sets_aside, latest.waits_until, NULL) AS waits_until,
            started.wall AS started,
            ended.wall AS ended
        FROM opening
        JOIN latest ON latest.meeting = opening.meeting
        JOIN sits ON sits.meeting = opening.meeting
        LEFT JOIN ground ON ground.meeting = opening.meeting
        LEFT JOIN placed ON placed.meeting = opening.meeting
        LEFT JOIN clocked ON clocked.meeting = opening.meeting
        LEFT JOIN counted AS started ON started.meeting = opening.meeting AND started.at = clocked.started_at
        LEFT JOIN counted AS ended ON ended.meeting = opening.meeting AND ended.at = clocked.ended_at
        LEFT JOIN meetings AS first ON first.plan = opening.plan_then AND first.id = opening.meeting
    ),
    everything AS (
        SELECT
            id, host, guests, slot, "table",
            CASE WHEN NOT sets_aside THEN ground_status WHEN ground_status = 'missed' THEN 'missed' ELSE 'cancelled' END
                AS status,
            missed, reason, version, waits_until, started, ended
        FROM touched
        UNION ALL
        SELECT id, host, guests, slot, "table", status, missed, '', NULL, NULL, NULL, NULL
        FROM meetings
        WHERE plan = (SELECT number FROM plan_in_force) AND plan > 0 AND id NOT IN (SELECT meeting FROM opening)
    )
SELECT everything.*, planned.id IS NULL OR (planned.slot, planned."table", planned.host, planned.guests)
    IS NOT (everything.slot, everything."table", everything.host, everything.guests) AS moved
FROM everything
LEFT JOIN meetings AS planned
    ON planned.plan = (SELECT number FROM plan_in_force) AND planned.plan > 0 AND planned.id = everything.id;

CREATE VIEW meetings_held AS
SELECT
    meetings_now.id AS meeting, meetings_now.slot, meetings_now."table", meetings_now.host, meetings_now.guests,
    host.first_name || ' ' || host.last_name AS host_name,
    host_organisation.name AS host_organisation,
    (
        SELECT group_concat(guest.first_name || ' ' || guest.last_name, '; ')
        FROM json_each(meetings_now.guests) AS listed JOIN people_known AS guest ON guest.id = listed.value
    ) AS guest_names,
    meetings_now.started, meetings_now.ended, meetings_now.moved,
    strftime('%Y-%m-%dT%H:%M:%SZ', meetings_now.started / 1000, 'unixepoch') AS started_utc,
    strftime('%Y-%m-%dT%H:%M:%SZ', meetings_now.ended / 1000, 'unixepoch') AS ended_utc
FROM meetings_now
LEFT JOIN people_known AS host ON host.id = meetings_now.host
LEFT JOIN organisations_known AS host_organisation ON host_organisation.id = host.organisation
WHERE meetings_now.status = 'held';

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

