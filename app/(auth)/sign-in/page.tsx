import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { signInAction } from "@/app/(auth)/sign-in/actions";
import { QuietPage } from "@/components/layout/quiet-page";
import { SignInForm } from "@/components/layout/sign-in-form";
import { getShop } from "@/lib/settings/queries";
import { safePath } from "@/lib/web/safe-path";
import { currentStaff } from "@/lib/web/session";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: "Sign in", robots: { index: false } };

/** Words for what next-auth's own door says when it sends a browser here. */
const troubleWords: Record<string, string> = {
  CredentialsSignin: "That email and password do not belong together. Check both and try again.",
  too_many: "That was a lot of tries in a short time. Please wait some minutes and try again.",
};

export default async function SignInPage({ searchParams }: Props) {
  const { to, callbackUrl, error } = await searchParams;
  const path = safePath(one(to) ?? one(callbackUrl));
  if (await currentStaff()) redirect(path);
  const { name } = await getShop();
  const trouble = one(error);
  const words = trouble && (troubleWords[trouble] ?? "Signing in did not work. Please try again.");
  return (
    <QuietPage shopName={name} title="Sign in" lead="For the people who run the shop.">
      <SignInForm action={signInAction} to={path} trouble={words} />
    </QuietPage>
  );
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
