-- oldest contract: 1
-- How an account proves who it is besides its password, and when a session was last proven.
-- name_key: the name without case. Of several accounts with one name the one whose password is the oldest has it, the
-- others have none and sign in by their id. totp_secret: sealed under the registry's secret. totp_since: confirmed at;
-- totp_step: the last step of 30 seconds that was used. recovery_codes: hashes, each apart by a space.
-- one_time_until: the password is a one-time code, good until then. short_password: too short to stand without a
-- second factor. appointed_by: the accounts that opened, enabled or reset it, each apart by a space.

ALTER TABLE account
    ADD COLUMN name_key       text COLLATE "C",
    ADD COLUMN totp_secret    text,
    ADD COLUMN totp_since     bigint,
    ADD COLUMN totp_step      bigint,
    ADD COLUMN recovery_codes text,
    ADD COLUMN one_time_until bigint,
    ADD COLUMN short_password boolean NOT NULL DEFAULT false,
    ADD COLUMN appointed_by   text;
ALTER TABLE session ADD COLUMN proven_at bigint;

UPDATE account SET name_key = lower(name) WHERE name IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM account AS older
    WHERE lower(older.name) = lower(account.name)
      AND (coalesce(older.password_changed_at, 9223372036854775807), older.id)
        < (coalesce(account.password_changed_at, 9223372036854775807), account.id));

CREATE UNIQUE INDEX account_name_without_case ON account (name_key);
CREATE INDEX account_party ON account (person_key) WHERE person_key IS NOT NULL;
CREATE INDEX account_role ON account (id) WHERE roles <> 1;
