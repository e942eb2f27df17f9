import s from "@/components/backup/backup.module.css";

/** What to type on the shop's machine: to make one, to make one every night, to come back. */
export function HowToBackUp({ last }: { last: string | undefined }) {
  return (
    <>
      <section className={s.part}>
        <h2>Make one</h2>
        <p>On the machine that the shop runs on, in its folder. The shop stays open meanwhile.</p>
        <Command>npm run backup</Command>
        <p>
          Every night, keeping the last fourteen on another disk: put this line into <code>crontab -e</code>.
        </p>
        <Command>15 3 * * * cd /srv/holdfast &amp;&amp; npm run --silent backup -- --to /mnt/backup/ --keep 14</Command>
        <p>
          The file holds your customers’ names and addresses: keep it where only you can read it. Keep the key beside it
          (<code>data/secrets-key</code>, or your <code>SECRETS_KEY</code>): two-factor and the secrets of destinations
          open only with that.
        </p>
      </section>
      <section className={s.part}>
        <h2>Come back from one</h2>
        <p>
          In an empty folder of Holdfast, or with <code>DATABASE_URL</code> set to another Postgres. It reads the whole
          file before it touches anything, counts every row, proves the stock, and says what it did.
        </p>
        <Command>npm run restore {last ?? "FILE"}</Command>
        <p>
          A shop that is there already is not touched, unless you say so with <code>-- --force</code> and type a word.
          Try it twice a year on another machine: a backup that was never restored is a hope.
        </p>
      </section>
    </>
  );
}

function Command({ children }: { children: React.ReactNode }) {
  return (
    <pre className={s.command}>
      <code>{children}</code>
    </pre>
  );
}
