"use client";

import type { StaffAction } from "@/components/layout/admin-form-roots";
import s from "@/components/settings/settings.module.css";
import { Section } from "@/components/settings/settings-page";
import { ActionForm } from "@/components/ui/action-form";
import { CheckField, TextField } from "@/components/ui/admin-field";
import { Notice } from "@/components/ui/notice";
import { Submit } from "@/components/ui/submit";
import { emptyWord } from "@/lib/settings/rules-of-emptying";

/** Takes everything out, once that was typed. */
export function FreshForm({ orders, action }: { orders: number; action: StaffAction }) {
  return (
    <Section title="Start fresh" words="Takes the demo out, so that your own shop can move in. Or begins again.">
      <Notice hue="stop" glyph="note" title="This cannot be undone.">
        {orders > 0 && `${orders === 1 ? "One order is" : `${orders.toLocaleString("en")} orders are`} in the shop. `}
        Make a backup first if you may want it back.
      </Notice>
      <div className={s.pair}>
        <div>
          <h3>Taken out</h3>
          <ul className={s.list}>
            <li>items, photos and categories</li>
            <li>stock and its ledger, the bake plan</li>
            <li>orders, customers and messages</li>
            <li>reports and the audit log</li>
          </ul>
        </div>
        <div>
          <h3>Kept</h3>
          <ul className={s.list}>
            <li>who may sign in, and their passwords</li>
            <li>where exports go</li>
            <li>the settings, if you tick them below</li>
          </ul>
        </div>
      </div>
      <ActionForm action={action} about="fresh" label="Start fresh">
        <CheckField
          name="keepSettings"
          label="Keep the settings"
          hint="Name, colour, opening hours, currency, words of messages."
        />
        <TextField
          name="word"
          label={`Type “${emptyWord}” to confirm`}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <p>
          <Submit>Empty the shop</Submit>
        </p>
      </ActionForm>
    </Section>
  );
}
