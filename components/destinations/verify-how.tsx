import s from "@/components/destinations/destinations.module.css";

const node = `import { Webhook } from "standardwebhooks";

const hook = new Webhook(process.env.HOLDFAST_SECRET);   // whsec_…
// The body as it came, byte for byte: not parsed and written anew.
const order = hook.verify(rawBody, request.headers);
if (seen.has(request.headers["webhook-id"])) return;     // a repeat is safe to drop`;

const python = `from standardwebhooks.webhooks import Webhook

hook = Webhook(os.environ["HOLDFAST_SECRET"])            # whsec_…
order = hook.verify(request.get_data(), dict(request.headers))
if request.headers["webhook-id"] in seen:                # a repeat is safe to drop
    return "", 204`;

const php = `$secret = base64_decode(substr(getenv('HOLDFAST_SECRET'), 6));
$body   = file_get_contents('php://input');
$id     = $_SERVER['HTTP_WEBHOOK_ID'];
$time   = $_SERVER['HTTP_WEBHOOK_TIMESTAMP'];
$mine   = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$time.$body", $secret, true));
$theirs = explode(' ', $_SERVER['HTTP_WEBHOOK_SIGNATURE']);
$valid  = abs(time() - (int) $time) < 300
       && array_filter($theirs, fn ($one) => hash_equals($mine, $one));
if (!$valid) { http_response_code(401); exit; }`;

const languages = [
  { name: "JavaScript", code: node },
  { name: "Python", code: python },
  { name: "PHP, without a library", code: php },
];

/** How a receiver knows that a message came from this shop, in three languages. */
export function VerifyHow() {
  return (
    <section className={`panel ${s.panel}`} aria-labelledby="verify">
      <h2 id="verify">How the receiver checks it</h2>
      <p className="mid">
        Each message is signed by Standard Webhooks. Zapier, Make and n8n take it without a check; a program of yours
        should make one.
      </p>
      {languages.map(({ name, code }, index) => (
        <details key={name} className={s.fold} open={index === 0}>
          <summary>{name}</summary>
          <pre className={s.code}>{code}</pre>
        </details>
      ))}
    </section>
  );
}
