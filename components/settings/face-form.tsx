"use client";

import type { StaffAction } from "@/components/layout/admin-form-roots";
import { AccentField } from "@/components/settings/accent-field";
import { LogoField } from "@/components/settings/logo-field";
import s from "@/components/settings/settings.module.css";
import { Section } from "@/components/settings/settings-page";
import { ActionForm } from "@/components/ui/action-form";
import { TextArea, TextField } from "@/components/ui/admin-field";
import { ChangedMeanwhile } from "@/components/ui/changed-meanwhile";
import { SaveBar } from "@/components/ui/save-bar";
import type { Shop } from "@/lib/settings/queries";

type Face = Pick<
  Shop,
  "name" | "tagline" | "address" | "directions" | "phone" | "email" | "paymentNote" | "accent" | "logo" | "version"
>;

const labels = {
  name: "Name",
  tagline: "Tagline",
  address: "Address",
  directions: "Directions",
  phone: "Phone",
  email: "Email",
  paymentNote: "How to pay",
  accent: "Accent colour",
  logo: "Logo",
};

/** Who the shop is, as customers see it. */
export function FaceForm({ shop, action }: { shop: Face; action: StaffAction }) {
  const { version, ...theirs } = shop;
  return (
    <ActionForm action={action} about="shop" label="The shop" guard draft="settings-shop">
      <ChangedMeanwhile version={version} theirs={theirs} labels={labels} pictures={["logo"]} />
      <Section title="Name" words="At the top of the storefront, in emails and texts, and on what is printed.">
        <TextField
          name="name"
          label="Name"
          required
          maxLength={80}
          defaultValue={shop.name}
          autoComplete="organization"
        />
        <TextField
          name="tagline"
          label="Tagline"
          hint="One line below the name."
          maxLength={160}
          defaultValue={shop.tagline}
        />
        <LogoField logo={shop.logo} />
      </Section>
      <Section title="Colour" words="The one colour of your own, for buttons and links of the storefront.">
        <AccentField accent={shop.accent} name={shop.name} />
      </Section>
      <Section title="Where" words="Customers find the way with it.">
        <TextField
          name="address"
          label="Address"
          maxLength={200}
          defaultValue={shop.address}
          autoComplete="street-address"
        />
        <TextArea
          name="directions"
          label="Directions"
          hint="How to find the door."
          rows={2}
          maxLength={300}
          defaultValue={shop.directions}
        />
        <TextField
          name="paymentNote"
          label="How to pay"
          hint="On the order’s page and in emails."
          maxLength={200}
          defaultValue={shop.paymentNote}
        />
      </Section>
      <Section title="Contact" words="Customers see the phone. The email is where you hear of orders and of trouble.">
        <div className={s.pair}>
          <TextField
            name="phone"
            label="Phone"
            type="tel"
            maxLength={40}
            defaultValue={shop.phone}
            autoComplete="tel"
          />
          <TextField
            name="email"
            label="Email"
            type="email"
            maxLength={254}
            defaultValue={shop.email}
            autoComplete="email"
          />
        </div>
      </Section>
      <SaveBar />
    </ActionForm>
  );
}
