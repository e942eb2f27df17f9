"use client";

import s from "@/components/destinations/destinations.module.css";
import { EventFields } from "@/components/destinations/event-fields";
import { ShownSecret } from "@/components/destinations/shown-secret";
import type { StaffAction } from "@/components/layout/admin-form-roots";
import { ActionForm, useActionForm } from "@/components/ui/action-form";
import { SelectField, TextArea, TextField } from "@/components/ui/admin-field";
import { Submit } from "@/components/ui/submit";
import { type DestinationKind, kindWords, orderEvents } from "@/lib/deliveries/rules-of-destinations";

type Props = { kind: DestinationKind; action: StaffAction };

/** Connecting another system: what its kind needs, and what it is to hear of. */
export function ConnectForm({ kind, action }: Props) {
  return (
    <ActionForm action={action} about="connect" label={`Connect: ${kindWords[kind].name}`} guard={false}>
      <input type="hidden" name="kind" value={kind} />
      <Asked kind={kind} />
    </ActionForm>
  );
}

function Asked({ kind }: { kind: DestinationKind }) {
  const { state } = useActionForm();
  if (state.once) return <ShownSecret secret={state.once[0]!} destinationId={state.once[1]} />;
  return (
    <>
      <TextField
        name="name"
        label="Name"
        hint="As your colleagues will read it."
        required
        maxLength={60}
        autoComplete="off"
      />
      <Connection kind={kind} />
      <EventFields kind={kind} events={Object.keys(orderEvents)} personal />
      <p className={s.row}>
        <Submit>Connect</Submit>
      </p>
    </>
  );
}

function Connection({ kind }: { kind: DestinationKind }) {
  switch (kind) {
    case "webhook":
      return (
        <TextField
          name="url"
          label="Address"
          type="url"
          hint="Where the messages go. It should begin with https://."
          required
        />
      );
    case "slack":
      return (
        <TextField
          name="hook"
          label="Incoming webhook"
          type="url"
          hint="In Slack: Apps, Incoming Webhooks, Add to a channel. Paste the address; it is kept like a password."
          autoComplete="off"
          required
        />
      );
    case "sheet":
      return (
        <>
          <TextField
            name="sheet"
            label="The sheet’s address"
            type="url"
            hint="As your browser shows it while the sheet is open."
            required
          />
          <TextField
            name="tab"
            label="Tab"
            hint="Its name at the foot of the sheet."
            defaultValue="Sheet1"
            required
            maxLength={100}
          />
          <TextArea
            name="key"
            label="Key file of the service account"
            hint="In Google Cloud: a service account with a key in JSON. Share the sheet with its email address as an editor. The key is kept encrypted, and not shown again."
            rows={5}
            autoComplete="off"
            spellCheck={false}
            required
          />
        </>
      );
    case "folder":
      return (
        <TextField
          name="folder"
          label="Folder"
          hint="Below the shop’s exports folder; it is made if it is not there. Let your sync program carry it away from there."
          pattern="[A-Za-z0-9][A-Za-z0-9_\-]*"
          autoComplete="off"
          required
        />
      );
    case "colleague":
      return (
        <>
          <TextField name="email" label="Email" type="email" autoComplete="off" required />
          <SelectField
            name="when"
            label="When"
            options={[
              { value: "each", words: "One mail each, as it happens" },
              { value: "daily", words: "A summary, once a day" },
            ]}
            defaultValue="each"
          />
          <TextField
            name="at"
            label="A summary comes at"
            type="time"
            hint="By the shop’s clock."
            defaultValue="18:00"
          />
        </>
      );
  }
}
