import { z } from "zod";

const email = z
  .string("Enter an email address.")
  .trim()
  .toLowerCase()
  .max(254, "That email address is too long.")
  .pipe(z.email("Enter an email address, such as name@example.org."));

const newPassword = z
  .string("Enter a password.")
  .min(10, "Use at least 10 characters.")
  .max(200, "Use at most 200 characters.");

const name = z.string("Enter a name.").trim().min(1, "Enter a name.").max(80, "Use at most 80 characters.");

/** What the sign-in form sends. `to` is where to go afterwards. */
export const signInInput = z.object({
  email,
  password: z.string("Enter your password.").min(1, "Enter your password.").max(200, "Use at most 200 characters."),
  to: z.string().max(2_000).catch(""),
});

/** A first owner. */
export const ownerInput = z.object({ email, name, password: newPassword });

/** Someone who joins the staff. */
export const staffMemberInput = z.object({
  email,
  name,
  password: newPassword,
  role: z.enum(["owner", "manager", "staff"]),
});

/** A new password for an owner; for the first of them if no email is given. */
export const ownerPasswordInput = z.object({ email: email.optional(), password: newPassword });
