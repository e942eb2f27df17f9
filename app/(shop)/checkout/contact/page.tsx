import type { Metadata } from "next";
import { ask } from "@/app/(shop)/checkout/contact/actions";
import { NotKeptYet, readDoor, WaitsForCode } from "@/app/(shop)/checkout/contact/waits-for-code";
import { shopOrNew } from "@/app/(shop)/visit";
import { ContactForm } from "@/components/checkout/contact-form";
import { OutOfReach } from "@/components/layout/out-of-reach";
import { whatSends } from "@/lib/deliveries/outbox-queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: `Confirm your contact, ${(await shopOrNew()).name}`, robots: { index: false } };
}

export default async function ContactPage() {
  const door = await readDoor();
  if (!door) return <OutOfReach />;
  const { shop, cart } = door;
  const texts = whatSends().text;
  return (
    <WaitsForCode {...door}>
      <h1 className="title big">{texts ? "First, your email or number" : "First, your email"}</h1>
      <p className="mt-2">
        We send you a code, and checkout opens with it. So what is left goes to people who mean to come for it.
      </p>
      <ContactForm
        texts={texts}
        trap={shop.trapForms}
        contact={cart.draft.email || (texts ? cart.draft.phone : "")}
        ask={ask}
      />
      <NotKeptYet cart={cart} shop={shop} />
    </WaitsForCode>
  );
}
