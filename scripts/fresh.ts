import { run } from "./failure";
import { claimClosed, confirm, withShopDatabase } from "./join-shop";
import { ask } from "./postgres/cluster";
import { loadSettings } from "./settings";

/** Everything but who may sign in; and a mark, so that the demo never comes back by itself. One transaction. */
const emptyAll = `
DO $$
DECLARE
  name text;
BEGIN
  EXECUTE (
    SELECT 'TRUNCATE ' || string_agg(format('%I', tablename), ', ')
    FROM pg_tables
    WHERE schemaname = 'public' AND tablename NOT IN ('_prisma_migrations', 'staff_members', 'sessions')
  );
  FOR name IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' LOOP
    EXECUTE format('ALTER SEQUENCE %I RESTART', name);
  END LOOP;
END;
$$;
DELETE FROM pgboss.job;
INSERT INTO marks (name) VALUES ('emptied');
`;

/** `npm run fresh`: takes the demo out, so that a real shop can move in. */
void run(async () => {
  const settings = loadSettings();
  const claim = claimClosed(settings.DATA_DIR, settings.APP_URL);
  try {
    console.log("This takes out every item, order, customer and message for good. Who may sign in stays.");
    await confirm("empty");
    await withShopDatabase("fresh", async () => {
      await ask(process.env.DATABASE_URL!, emptyAll);
    });
  } finally {
    claim.release();
  }
  console.log("The shop is empty, and who may sign in still may. Open it with `npm start`.");
});
