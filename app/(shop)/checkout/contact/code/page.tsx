import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { sendAnother } from "@/app/(shop)/checkout/code/actions";
import { confirmAndEnter } from "@/app/(shop)/checkout/contact/actions";
import { NotKeptYet, readDoor, WaitsForCode } from "@/app/(shop)/checkout/contact/waits-for-code";
import { shopOrNew } from "@/app/(shop)/visit";
import { CodeForm } from "@/components/checkout/code-form";
import { OutOfReach } from "@/components/layout/out-of-reach";
import { findCodeSent } from "@/lib/people/code-queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: `Your code, ${(await shopOrNew()).name}`, robots: { index: false } };
}

export default async function ContactCodePage() {
  const door = await readDoor();
  if (!door) return <OutOfReach />;
  const sent = await findCodeSent(door.cart.id);
  if (!sent) redirect("/checkout/contact");
  return (
    <WaitsForCode {...door}>
      <CodeForm cartId={door.cart.id} opens="checkout" sent={sent} confirm={confirmAndEnter} another={sendAnother}>
        <NotKeptYet cart={door.cart} shop={door.shop} />
      </CodeForm>
    </WaitsForCode>
  );
}
