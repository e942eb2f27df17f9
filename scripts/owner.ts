import { resetOwnerPassword } from "@/lib/staff/reset-owner-password";
import { run } from "./failure";
import { withShopDatabase } from "./join-shop";
import { makePassword } from "./password";

/** `npm run owner`: a new password for the owner, shown once. Takes their second factor away, and ends their sessions. */
void run(() =>
  withShopDatabase("owner", async (settings) => {
    const password = makePassword();
    const { email } = await resetOwnerPassword({ email: settings.OWNER_EMAIL, password });
    console.log(`${email} signs in with ${password} from now on. It is shown only now.`);
  }),
);
