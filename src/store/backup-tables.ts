/** What is in a backup, and what is not. */

/** Every table with people's data, in the order in which rows may be inserted. */
export const TABLES = [
  'people',
  'chats',
  'staff',
  'staff_invites',
  'staff_nudges',
  'inbox',
  'sessions',
  'drafts',
  'announcements',
  'outbox',
  'consents',
  'batches',
  'registrations',
  'stage_moves',
  'data_requests',
  'tickets',
  'ticket_messages',
  'alumni_claims',
  'files',
  'documents',
  'upload_links',
  'open_questions',
  'audit',
  'join_codes',
  'join_tries',
  'pauses',
  'paces',
  'licensed_lists',
  'licensed',
  'dates',
  'date_versions',
  'reminders',
  'form_reminders',
  'document_reminders',
  'work',
  'work_reminders',
  'checkins',
  'checkin_people',
  'mentors',
  'mentor_questions',
] as const

/** In a backup, too, but a restore only adds to what is there: the last word counts, whichever side has it. */
export const ADDED = ['tombstone_keys', 'tombstones'] as const

/**
 * Never in a backup, and left alone by a restore. A login's keys step on with every message: keys of yesterday cannot read
 * what comes today, and would give away the account besides. On another machine the number is linked anew. Which places
 * are to be emptied is a matter of the shelf that a database has, not of the backup.
 */
export const LEFT_OUT = ['logins', 'login_keys', 'sent_bodies', 'gone_places'] as const

/** Their ids are counted. */
export const NUMBERED = [
  'chats',
  'inbox',
  'announcements',
  'outbox',
  'consents',
  'stage_moves',
  'tickets',
  'ticket_messages',
  'alumni_claims',
  'documents',
  'open_questions',
  'audit',
  'join_tries',
  'licensed',
  'reminders',
  'work_reminders',
  'checkins',
  'mentor_questions',
]
