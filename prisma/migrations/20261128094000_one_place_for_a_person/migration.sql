-- Who is in line, as limits per person know them: an address however it was written.
ALTER TABLE "waiting_places" ADD COLUMN "person" TEXT NOT NULL DEFAULT '';

UPDATE waiting_places SET person = contact;
UPDATE waiting_places SET person = regexp_replace(contact, '^(.[^+@]*)\+[^@]*@', '\1@') WHERE contact LIKE '%@%';
UPDATE waiting_places SET person = replace(split_part(person, '@', 1), '.', '') || '@gmail.com' WHERE person LIKE '%@gmail.com' OR person LIKE '%@googlemail.com';
-- Whoever is in one line twice already stays so, each place by the address as it was written.
UPDATE waiting_places p SET person = contact
 WHERE state IN ('unconfirmed', 'waiting', 'offered') AND EXISTS (
       SELECT 1 FROM waiting_places o
        WHERE o.level_id = p.level_id AND o.person = p.person AND o.state IN ('unconfirmed', 'waiting', 'offered') AND o.id <> p.id);

CREATE INDEX "waiting_places_person_idx" ON "waiting_places"("person");
DROP INDEX "waiting_places_one_per_contact_and_level";
CREATE UNIQUE INDEX "waiting_places_one_per_person_and_level" ON "waiting_places" ("level_id", "person") WHERE state IN ('unconfirmed', 'waiting', 'offered') AND person <> '';
