import type { ReactNode } from "react";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { OneTap } from "@/components/layout/one-tap";
import { OwnerProof } from "@/components/staff/owner-proof";
import { ShownLink } from "@/components/staff/shown-once";
import s from "@/components/staff/staff.module.css";
import { ActionForm } from "@/components/ui/action-form";
import { SelectField, TextField } from "@/components/ui/admin-field";
import { Submit } from "@/components/ui/submit";
import { type Role, roles, roleWords } from "@/lib/permission";

export type InviteView = { id: string; email: string; role: Role; words: string; expired: boolean };
type Props = {
  invite: StaffAction;
  again: StaffAction;
  withdraw: StaffAction;
  sendsMail: boolean;
  invites: InviteView[];
};

const options = roles.toReversed().map((role) => ({ value: role, words: roleWords[role] }));

/** Inviting someone, and the invites that are out. */
export function Invites({ invite, again, withdraw, sendsMail, invites }: Props) {
  return (
    <section className={`panel ${s.panel}`} aria-labelledby="invites">
      <h2 id="invites">Invite someone</h2>
      <p className="mid">
        {sendsMail
          ? "They get a mail with a link that works once, for three days, and choose a name and a password."
          : "This shop sends no mail, so you are shown the link once, to hand it over yourself. It works once, for three days."}
      </p>
      <ActionForm action={invite} label="Invite someone" resets>
        <div className={s.inline}>
          <TextField name="email" label="Email" type="email" autoComplete="off" required maxLength={254} />
          <SelectField name="role" label="Role" options={options} />
          <OwnerProof />
          <Submit>Invite</Submit>
        </div>
        <ShownLink words="Whoever opens it first joins the shop, so send it to nobody else." />
      </ActionForm>
      {invites.length > 0 && (
        <ul className={s.list} aria-label="Invites that are out">
          {invites.map((one) => (
            <li key={one.email}>
              <span>
                <b>{one.email}</b>
                <span className={one.expired ? "meta mid" : "meta quiet"}>
                  {roleWords[one.role]}, {one.words}
                </span>
              </span>
              <Again invite={one} again={again} sendsMail={sendsMail} />
              <OneTap
                action={withdraw}
                about={one.id}
                label={`Withdraw the invite to ${one.email}`}
                fields={{ inviteId: one.id }}
                words="Withdraw"
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

type AgainProps = { invite: InviteView; again: StaffAction; sendsMail: boolean };

/** An owner's invite is sent again for one's own password, which is asked for first. */
function Again({ invite, again, sendsMail }: AgainProps) {
  const words = sendsMail ? "Send again" : "New link";
  if (invite.role !== "owner") return <AgainForm invite={invite} again={again} words={words} />;
  return (
    <details className={s.again}>
      <summary className="btn small">{words}…</summary>
      <AgainForm invite={invite} again={again} words={words}>
        <OwnerProof />
      </AgainForm>
    </details>
  );
}

type AgainFormProps = Pick<AgainProps, "invite" | "again"> & { words: string; children?: ReactNode };

function AgainForm({ invite, again, words, children }: AgainFormProps) {
  return (
    <ActionForm action={again} about={invite.id} label={`Send the invite to ${invite.email} again`}>
      <input type="hidden" name="inviteId" value={invite.id} />
      {children}
      <Submit className="btn small">{words}</Submit>
      <ShownLink words="The link that was shown before no longer works." />
    </ActionForm>
  );
}
