import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import {
  giveRole,
  remove,
  resetLink,
  signOutEverywhere,
  signOutOne,
  takeBack,
  takeFactorAway,
} from "@/app/admin/staff/actions";
import { staffPage } from "@/app/admin/staff-page";
import { momentWords, type Place } from "@/components/layout/admin-clock";
import { AdminPage } from "@/components/layout/admin-page";
import { OwnerProof } from "@/components/staff/owner-proof";
import { sessionView } from "@/components/staff/session-view";
import { Sessions } from "@/components/staff/sessions";
import { ShownLink } from "@/components/staff/shown-once";
import s from "@/components/staff/staff.module.css";
import { TakeBack } from "@/components/staff/take-back";
import { ActionForm } from "@/components/ui/action-form";
import { SelectField } from "@/components/ui/admin-field";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { Submit } from "@/components/ui/submit";
import { roles, roleWords } from "@/lib/permission";
import { isRefusal } from "@/lib/refusal";
import { getShop } from "@/lib/settings/queries";
import { mailGoesOut } from "@/lib/staff/mail-goes-out";
import { type Account, getAccount, listSessions } from "@/lib/staff/queries";
import { dayOf } from "@/lib/time";
import { currentSessionId, requireStaff } from "@/lib/web/session";

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: "Staff" };

export default staffPage(async function StaffMemberPage({ params }: Props) {
  const me = await requireStaff("staff.manage");
  const { id } = await params;
  const [shop, member, sessions, here] = await Promise.all([
    getShop(),
    getAccount(id).catch((error) => (isRefusal(error, "not_found") ? notFound() : Promise.reject(error))),
    listSessions(id),
    currentSessionId(),
  ]);
  const place = { locale: shop.locale, timezone: shop.timezone, today: dayOf(new Date(), shop.timezone) };
  return (
    <AdminPage
      title={<h1>{member.name}</h1>}
      beside={
        <Link className="link meta" href="/admin/staff">
          All staff
        </Link>
      }
    >
      <div className={s.page}>
        <Who member={member} place={place} />
        {member.removedAt ? (
          <TakeBack action={takeBack} former={member} />
        ) : (
          <>
            <RoleForm member={member} />
            <section className={`panel ${s.panel}`} aria-labelledby="sessions">
              <h2 id="sessions">Signed in</h2>
              <Sessions sessions={sessions.map((session) => sessionView(session, here, place))} end={signOutOne} />
              {sessions.length > 1 && (
                <ConfirmButton
                  label="Sign out everywhere"
                  title={`Sign ${member.name} out everywhere?`}
                  words="They can sign in again at once."
                  confirm="Sign out everywhere"
                  action={signOutEverywhere}
                  fields={{ staffId: id }}
                />
              )}
            </section>
            {member.id === me.id ? <OwnAccount /> : <Access member={member} />}
          </>
        )}
      </div>
    </AdminPage>
  );
});

function Who({ member, place }: { member: Account; place: Place }) {
  const { id, email, role, createdAt, totpSince, codesLeft, removedAt } = member;
  return (
    <section className={`panel ${s.panel}`} aria-label="About">
      <dl className={s.facts}>
        <dt>Email</dt>
        <dd>{email}</dd>
        <dt>Role</dt>
        <dd>{roleWords[role]}</dd>
        <dt>Second factor</dt>
        <dd>{totpSince ? `On since ${momentWords(totpSince, place)}, ${codesLeft} recovery codes left` : "Off"}</dd>
        <dt>On the staff since</dt>
        <dd>{momentWords(createdAt, place)}</dd>
        {removedAt && (
          <>
            <dt>Removed</dt>
            <dd>{momentWords(removedAt, place)}</dd>
          </>
        )}
      </dl>
      <p>
        <Link className="link" href={`/admin/audit?person=${id}`}>
          Everything they did
        </Link>
      </p>
    </section>
  );
}

function RoleForm({ member: { id, role } }: { member: Account }) {
  const options = roles.map((one) => ({ value: one, words: roleWords[one] }));
  return (
    <section className={`panel ${s.panel}`} aria-labelledby="role">
      <h2 id="role">Role</h2>
      <ActionForm action={giveRole} about={id} label="Role">
        <input type="hidden" name="staffId" value={id} />
        <div className={s.inline}>
          <SelectField
            key={role}
            name="role"
            label="Role"
            quiet
            options={options}
            defaultValue={role}
            hint="It counts from their next tap on. What each role may do stands on the page of all staff."
          />
          {role !== "owner" && <OwnerProof />}
          <Submit>Change the role</Submit>
        </div>
      </ActionForm>
    </section>
  );
}

function Access({ member: { id, name, totpSince } }: { member: Account }) {
  const how = mailGoesOut() ? "They are sent a link by mail." : "You are shown the link once, to hand it over.";
  return (
    <section className={`panel ${s.panel}`} aria-labelledby="access">
      <h2 id="access">Getting in</h2>
      <ActionForm action={resetLink} about={id} label="A new password">
        <p className="mid">Forgot the password? A link sets a new one, once, within an hour. {how}</p>
        <input type="hidden" name="staffId" value={id} />
        <p>
          <Submit className="btn">Make a link for a new password</Submit>
        </p>
        <ShownLink words={`Whoever opens it sets ${name}'s password, so give it to nobody else.`} />
      </ActionForm>
      {totpSince && (
        <ConfirmButton
          label="Take the second factor away"
          title={`Take ${name}'s second factor away?`}
          words="For a phone that was lost, with its recovery codes. They are signed out everywhere, sign in with their password alone, and are told."
          confirm="Take it away"
          action={takeFactorAway}
          fields={{ staffId: id }}
        />
      )}
      <ConfirmButton
        label="Remove from the staff"
        title={`Remove ${name} from the staff?`}
        words="They are signed out everywhere at once, and invites and links that they made no longer work. What they did stays in the log, and you can take them back."
        confirm="Remove"
        action={remove}
        fields={{ staffId: id }}
      />
    </section>
  );
}

function OwnAccount() {
  return (
    <p className="mid">
      This is you. Your password and your second factor are on{" "}
      <Link className="link" href="/admin/account">
        your account
      </Link>
      .
    </p>
  );
}
