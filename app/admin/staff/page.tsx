import type { Metadata } from "next";
import { inviteAgain, inviteSomeone, ruleSecondFactor, takeBack, takeInviteBack } from "@/app/admin/staff/actions";
import { staffPage } from "@/app/admin/staff-page";
import { momentWords, type Place, untilWords } from "@/components/layout/admin-clock";
import { AdminPage } from "@/components/layout/admin-page";
import { OneTap } from "@/components/layout/one-tap";
import { Invites } from "@/components/staff/invites";
import { People } from "@/components/staff/people";
import { RolesTable } from "@/components/staff/roles-table";
import s from "@/components/staff/staff.module.css";
import { TakeBack } from "@/components/staff/take-back";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { roleWords } from "@/lib/permission";
import { getShop } from "@/lib/settings/queries";
import { mailGoesOut } from "@/lib/staff/mail-goes-out";
import { type Invite, listFormerStaff, listInvites, listStaff } from "@/lib/staff/queries";
import { dayOf } from "@/lib/time";
import { requireStaff } from "@/lib/web/session";

export const metadata: Metadata = { title: "Staff" };

export default staffPage(async function StaffPage() {
  const me = await requireStaff("staff.manage");
  const [shop, staff, former, invites] = await Promise.all([getShop(), listStaff(), listFormerStaff(), listInvites()]);
  const place = { locale: shop.locale, timezone: shop.timezone, today: dayOf(new Date(), shop.timezone) };
  const people = staff.map(({ seenAt, ...person }) => ({
    ...person,
    seen: seenAt ? momentWords(seenAt, place) : "Not lately",
    you: person.id === me.id,
  }));
  return (
    <AdminPage title={<h1>Staff</h1>}>
      <div className={s.page}>
        <People people={people} />
        <Invites
          invite={inviteSomeone}
          again={inviteAgain}
          withdraw={takeInviteBack}
          sendsMail={mailGoesOut()}
          invites={invites.map((invite) => inviteView(invite, place))}
        />
        <FactorRule required={shop.twoFactorRequired} without={staff.filter((one) => !one.secondFactor).length} />
        {former.length > 0 && (
          <section className={`panel ${s.panel}`} aria-labelledby="former">
            <h2 id="former">No longer on the staff</h2>
            <ul className={s.list}>
              {former.map(({ id, name, email, role, removedAt }) => (
                <li key={id}>
                  <span>
                    <b>{name}</b>
                    <span className="meta quiet">
                      {roleWords[role]}, {email}. Removed {momentWords(removedAt, place)}
                    </span>
                  </span>
                  <TakeBack action={takeBack} former={{ id, name, role }} small />
                </li>
              ))}
            </ul>
          </section>
        )}
        <RolesTable />
      </div>
    </AdminPage>
  );
});

function FactorRule({ required, without }: { required: boolean; without: number }) {
  const who =
    without === 0 ? "Everyone has one." : `${without} of your staff ${without === 1 ? "has" : "have"} none yet.`;
  const fields = { required: required ? "no" : "yes" };
  return (
    <section className={`panel ${s.panel}`} aria-labelledby="rule">
      <h2 id="rule">Second factor</h2>
      <p className="mid">
        {required
          ? `Everyone is asked for a code from their phone beside the password. ${who}`
          : `Each may choose to be asked for a code from their phone beside the password. ${who}`}
      </p>
      {required ? (
        <OneTap
          action={ruleSecondFactor}
          about="rule"
          label="Leave it to each"
          fields={fields}
          words="Leave it to each"
          className="btn"
        />
      ) : (
        <ConfirmButton
          label="Ask everyone for one"
          title="Ask everyone for a second factor?"
          words="Who has none is led to set it up at their next tap, before anything else: also you, and whoever stands at the counter. It takes about two minutes and a phone."
          confirm="Ask everyone"
          action={ruleSecondFactor}
          fields={fields}
        />
      )}
    </section>
  );
}

function inviteView({ id, email, role, madeBy, expiresAt }: Invite, place: Place) {
  const now = new Date();
  const expired = expiresAt <= now;
  const until = expired ? `too old since ${momentWords(expiresAt, place)}` : `good for another ${left(expiresAt, now)}`;
  const by = madeBy ? `invited by ${madeBy}, ` : "";
  return { id, email, role, words: `${by}${until}`, expired };
}

function left(until: Date, now: Date): string {
  return untilWords(until, now).replace(/^in /, "");
}
