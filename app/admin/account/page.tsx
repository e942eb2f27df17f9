import type { Metadata } from "next";
import Link from "next/link";
import {
  renewCodes,
  saveEmail,
  saveName,
  savePassword,
  signOutOthers,
  turnOffFactor,
} from "@/app/admin/account/actions";
import { signOutOne } from "@/app/admin/staff/actions";
import { momentWords, type Place } from "@/components/layout/admin-clock";
import { StateMark } from "@/components/layout/admin-icons";
import { AdminPage } from "@/components/layout/admin-page";
import { OneTap } from "@/components/layout/one-tap";
import { FoldedRoles } from "@/components/staff/roles-table";
import { sessionView } from "@/components/staff/session-view";
import { Sessions } from "@/components/staff/sessions";
import { ShownCodes } from "@/components/staff/shown-once";
import s from "@/components/staff/staff.module.css";
import { ActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/admin-field";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { Submit } from "@/components/ui/submit";
import { roleWords } from "@/lib/permission";
import { getShop } from "@/lib/settings/queries";
import { mailGoesOut } from "@/lib/staff/mail-goes-out";
import { type Account, getAccount, listSessions } from "@/lib/staff/queries";
import { dayOf } from "@/lib/time";
import { currentSessionId, requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const me = await requireStaff();
  const [shop, account, sessions, here] = await Promise.all([
    getShop(),
    getAccount(me.id),
    listSessions(me.id),
    currentSessionId(),
  ]);
  const place = { locale: shop.locale, timezone: shop.timezone, today: dayOf(new Date(), shop.timezone) };
  return (
    <AdminPage title={<h1>Your account</h1>}>
      <div className={s.page}>
        <div className={s.columns}>
          <NameForm account={account} />
          <EmailForm account={account} />
          <PasswordForm email={account.email} />
          <SecondFactor account={account} required={shop.twoFactorRequired} place={place} />
        </div>
        <section className={`panel ${s.panel}`} aria-labelledby="sessions">
          <h2 id="sessions">Where you are signed in</h2>
          <Sessions sessions={sessions.map((session) => sessionView(session, here, place))} end={signOutOne} />
          {sessions.length > 1 && (
            <OneTap
              action={signOutOthers}
              about="sessions"
              label="Sign out everywhere else"
              words="Sign out everywhere else"
              className="btn"
            />
          )}
        </section>
        <FoldedRoles />
      </div>
    </AdminPage>
  );
}

function NameForm({ account: { name, role } }: { account: Account }) {
  return (
    <section className={`panel ${s.panel}`} aria-labelledby="name">
      <h2 id="name">Your name</h2>
      <ActionForm action={saveName} label="Your name">
        <TextField
          name="name"
          label="Name"
          required
          maxLength={80}
          autoComplete="name"
          defaultValue={name}
          hint={`Your colleagues see it beside what you do. Your role: ${roleWords[role]}.`}
        />
        <p>
          <Submit>Save the name</Submit>
        </p>
      </ActionForm>
    </section>
  );
}

function EmailForm({ account: { email } }: { account: Account }) {
  return (
    <section className={`panel ${s.panel}`} aria-labelledby="email">
      <h2 id="email">Your email</h2>
      <ActionForm action={saveEmail} label="Your email" resets>
        <TextField
          key={email}
          name="email"
          label="Email"
          type="email"
          required
          maxLength={254}
          autoComplete="email"
          defaultValue={email}
          hint={
            mailGoesOut()
              ? "You sign in with it. A new one counts once you press the link that we send there."
              : "You sign in with it. This shop sends no mail, so a new one counts at once."
          }
        />
        <PasswordAgain />
        <p>
          <Submit>Change the email</Submit>
        </p>
      </ActionForm>
    </section>
  );
}

function PasswordForm({ email }: { email: string }) {
  return (
    <section className={`panel ${s.panel}`} aria-labelledby="password">
      <h2 id="password">Your password</h2>
      <ActionForm action={savePassword} label="Your password" resets>
        <input type="hidden" name="username" autoComplete="username" value={email} />
        <TextField
          name="oldPassword"
          label="Password until now"
          type="password"
          required
          maxLength={200}
          autoComplete="current-password"
        />
        <TextField
          name="password"
          label="New password"
          type="password"
          required
          maxLength={200}
          autoComplete="new-password"
          hint="At least 10 characters. Other browsers are signed out."
        />
        <p>
          <Submit>Change the password</Submit>
        </p>
      </ActionForm>
    </section>
  );
}

type FactorProps = { account: Account; required: boolean; place: Place };

function SecondFactor({ account: { totpSince, codesLeft }, required, place }: FactorProps) {
  return (
    <section className={`panel ${s.panel}`} aria-labelledby="factor">
      <h2 id="factor">Second factor</h2>
      {totpSince ? (
        <>
          <p>
            <StateMark hue="ready" glyph="tick">
              On since {momentWords(totpSince, place)}
            </StateMark>
          </p>
          <p className={codesLeft < 3 ? undefined : "mid"}>
            {codesLeft === 0
              ? "No recovery code is left. Make new ones."
              : `${codesLeft} of 10 recovery codes are left.`}
          </p>
          <ActionForm action={renewCodes} label="New recovery codes" resets>
            <PasswordAgain />
            <p>
              <Submit className="btn">Make new recovery codes</Submit>
            </p>
            <ShownCodes />
          </ActionForm>
          <p>
            <Link className="link" href="/sign-in/second-factor?to=/admin/account">
              Move it to another phone
            </Link>
          </p>
          {required ? (
            <p className="meta mid">This shop asks everyone for one, so it cannot be turned off.</p>
          ) : (
            <ConfirmButton
              label="Turn it off"
              title="Turn your second factor off?"
              words="Signing in then asks for your password alone."
              confirm="Turn it off"
              action={turnOffFactor}
            >
              <PasswordAgain />
            </ConfirmButton>
          )}
        </>
      ) : (
        <>
          <p className="mid">
            A code from your phone, beside your password. Whoever learns your password still cannot get in.
          </p>
          <p>
            <Link className="btn go" href="/sign-in/second-factor?to=/admin/account" prefetch={false}>
              Set it up
            </Link>
          </p>
        </>
      )}
    </section>
  );
}

function PasswordAgain() {
  return (
    <TextField
      name="password"
      label="Your password"
      type="password"
      required
      maxLength={200}
      autoComplete="current-password"
    />
  );
}
