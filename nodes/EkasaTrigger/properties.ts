import type { INodeProperties } from 'n8n-workflow';

/** Apply when a workflow says nothing else. Seconds: */
export const TIME_WINDOW = 300;
export const MOST_RECORDS = 2000;
export const MOST_FILES = 20;
/** Megabytes; n8n's own limit for a body (N8N_PAYLOAD_SIZE_MAX) is 16 too. */
export const LARGEST_BODY = 16;
/** Megabytes. */
export const LARGEST_FILE = 50;

/** Shell commands that send what this trigger takes, signed as it wants it. Tests run the signing line. */
export const EXAMPLE_CALLS = `# the Test URL or Production URL above, and what stands in the credential
URL='https://…/ekasa'; SECRET='…'; TOKEN='…'

# JSON (or an XML export: --data-binary @export.xml and Content-Type: application/octet-stream)
cat > receipts.json <<'END'
{"receipts":[{"source":"ekasa","register":"P1","number":"4512","type":"sale",
"issuedAt":"2026-11-14T09:41:00+01:00","total":129,
"items":[{"kind":"goods","code":"00071","name":"Káva zrnková 250 g","quantity":1,"unit":"ks",
"unitPrice":129,"vatRate":12,"totalGross":129}],
"payments":[{"method":"cash","amount":129}]}]}
END
TS=$(date +%s)
SIG=$( { printf '%s.' "$TS"; cat receipts.json; } | openssl dgst -sha256 -hmac "$SECRET" -r | cut -d' ' -f1)
ANSWER=$(curl -sS --max-time 120 -w '\\n%{http_code}' "$URL" -H 'Content-Type: application/json' \\
  -H "X-Ekasa-Timestamp: $TS" -H "X-Ekasa-Signature: sha256=$SIG" --data-binary @receipts.json)
echo "$ANSWER"
# stored = status 200 AND the JSON names the key in accepted, alreadyKnown, changed or refused. n8n also answers 200
# "n8n is starting up"; then, and after any other status or none in 120 s: send it again, that is always safe
case "$ANSWER" in
  *'"ekasa/P1/4512/2026-11-14"'*200) echo stored;;
  *) echo 'not stored: send it again';;
esac

# export files
curl --max-time 120 "$URL" -H "X-Ekasa-Token: $TOKEN" -F 'file=@export.xml'
`;

export const properties: INodeProperties[] = [
	{
		displayName:
			'Takes receipts and cash movements as JSON, and the XML export of eKancelář as a file. eKasa is the Czech product here, not the Slovak state eKasa.<ul><li>JSON or XML body: send X-Ekasa-Timestamp (unix seconds) and X-Ekasa-Signature (sha256= and the hex HMAC-SHA256 of timestamp, full stop and body, keyed with the Signing Secret).</li><li>File upload (multipart form): send the Upload Token as X-Ekasa-Token.</li><li>A call without them gets 401 and starts nothing.</li></ul>',
		name: 'howToCall',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Respond',
		name: 'responseMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'When Last Node Finishes',
				value: 'lastNode',
				description:
					'The sender gets the first item of the last node as its answer, after the records are stored',
			},
			{
				name: 'Immediately',
				value: 'onReceived',
				description: 'The sender gets an answer at once, before anything is stored',
			},
		],
		default: 'lastNode',
		description: 'When the sender is told that its call was accepted',
	},
	{
		displayName:
			'The sender may delete its records once it has this answer, and they are not stored yet. If this workflow then stops, they are lost.',
		name: 'immediatelyNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { responseMode: ['onReceived'] } },
	},
	{
		displayName: 'Time Window',
		name: 'timeWindow',
		type: 'number',
		typeOptions: { minValue: 1 },
		noDataExpression: true,
		default: TIME_WINDOW,
		description:
			'How many seconds the time of a signed call may be away from the clock of this server. Outside of it a call is refused, so that a recorded call cannot be sent again later.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Largest Body',
				name: 'largestBody',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: LARGEST_BODY,
				description:
					'Megabytes of a JSON or XML body. N8n itself takes 16 at most unless N8N_PAYLOAD_SIZE_MAX says otherwise.',
			},
			{
				displayName: 'Largest File',
				name: 'largestFile',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: LARGEST_FILE,
				description:
					'Megabytes of one uploaded file. N8n itself takes 200 at most unless N8N_FORMDATA_FILE_SIZE_MAX says otherwise.',
			},
			{
				displayName: 'Most Files per Upload',
				name: 'mostFiles',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: MOST_FILES,
				description: 'An upload with more files is refused as a whole',
			},
			{
				displayName: 'Most Records per Call',
				name: 'mostRecords',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: MOST_RECORDS,
				description: 'A JSON call with more receipts and cash movements is refused as a whole',
			},
		],
	},
	{
		displayName: 'Example Calls',
		name: 'exampleCalls',
		type: 'string',
		typeOptions: { rows: 6 },
		noDataExpression: true,
		default: EXAMPLE_CALLS,
		description: 'To copy into a shell for a first try. The node does not read this field.',
	},
];
