/** The sending side: a till or an e-shop that pushes receipts and export files into the eKasa Trigger. */
import { createHmac } from 'node:crypto';

export interface TillSecrets {
	signingSecret: string;
	uploadToken: string;
}

/** What the intake workflow answers. */
export interface IntakeAnswer {
	status: number;
	body: Record<string, unknown>;
}

/** Keys that an answer says are stored, as docs/webhook.md tells: 200 and JSON that names them; [] when nothing counts. */
export function storedKeys({ status, body }: IntakeAnswer): string[] {
	if (status !== 200 || !['accepted', 'alreadyKnown', 'changed', 'refused'].every((list) => Array.isArray(body[list]))) return [];
	const refused = (body.refused as Array<{ key?: string }>).flatMap(({ key }) => key ?? []);
	return [...(body.accepted as string[]), ...(body.alreadyKnown as string[]), ...(body.changed as string[]), ...refused];
}

/** One signed JSON call. */
export async function pushJson(url: string, secrets: TillSecrets, content: unknown): Promise<IntakeAnswer> {
	return await pushSigned(url, secrets, 'application/json', Buffer.from(JSON.stringify(content)));
}

/** One signed call whose body is an export file. */
export async function pushXml(url: string, secrets: TillSecrets, content: Uint8Array): Promise<IntakeAnswer> {
	return await pushSigned(url, secrets, 'application/octet-stream', content);
}

async function pushSigned(url: string, { signingSecret }: TillSecrets, type: string, body: Uint8Array): Promise<IntakeAnswer> {
	const timestamp = String(Math.floor(Date.now() / 1000));
	const signature = createHmac('sha256', signingSecret).update(`${timestamp}.`).update(body).digest('hex');
	const headers = { 'content-type': type, 'x-ekasa-timestamp': timestamp, 'x-ekasa-signature': `sha256=${signature}` };
	return await read(await fetch(url, { method: 'POST', headers, body: body as BodyInit, signal: AbortSignal.timeout(120_000) }));
}

/** One upload of an export file. */
export async function pushFile(url: string, { uploadToken }: TillSecrets, name: string, content: Uint8Array): Promise<IntakeAnswer> {
	const body = new FormData();
	body.append('file', new Blob([content as BlobPart], { type: 'text/xml' }), name);
	return await read(
		await fetch(url, { method: 'POST', headers: { 'x-ekasa-token': uploadToken }, body, signal: AbortSignal.timeout(120_000) }),
	);
}

async function read(answer: Response): Promise<IntakeAnswer> {
	const text = await answer.text();
	return { status: answer.status, body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : { text } };
}
