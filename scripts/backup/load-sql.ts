/** Takes out every object of ours: nothing of an extension's, and not the schema itself, which may belong to somebody else. */
export const clearSql = `
DO $$
DECLARE
  drops text[];
  one text;
BEGIN
  SELECT array_agg(format('DROP %s IF EXISTS %I.%I CASCADE',
           CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, 'public', c.relname))
    INTO drops FROM pg_class c
   WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
     AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e');
  FOREACH one IN ARRAY coalesce(drops, '{}') LOOP EXECUTE one; END LOOP;
  SELECT array_agg(format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure)) INTO drops FROM pg_proc p
   WHERE p.pronamespace = 'public'::regnamespace AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e');
  FOREACH one IN ARRAY coalesce(drops, '{}') LOOP EXECUTE one; END LOOP;
  SELECT array_agg(format('DROP TYPE IF EXISTS %I.%I CASCADE', 'public', t.typname)) INTO drops FROM pg_type t
   WHERE t.typnamespace = 'public'::regnamespace AND t.typtype IN ('e', 'd')
     AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e');
  FOREACH one IN ARRAY coalesce(drops, '{}') LOOP EXECUTE one; END LOOP;
END;
$$;
DROP SCHEMA IF EXISTS pgboss CASCADE;
`;

/** Where Prisma's engine notes what it applied. Its rows are in the backup. */
export const migrationsTableSql = `
CREATE TABLE _prisma_migrations (
  id varchar(36) PRIMARY KEY NOT NULL,
  checksum varchar(64) NOT NULL,
  finished_at timestamptz,
  migration_name varchar(255) NOT NULL,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
)`;

/** Every foreign key, as statements that take it away and bring it back: tables may refer to each other in a circle. */
export const constraintsSql = `
SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS add
  FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace ORDER BY conname`;
