import { createHash, createHmac, timingSafeEqual } from 'crypto';

const SIGNATURE_HEADER = 'X-Ekasa-Signature';
const TIMESTAMP_HEADER = 'X-Ekasa-Timestamp';
const TOKEN_HEADER = 'X-Ekasa-Token';

/** Shorter secrets are refused, in the credential test and in every call: an empty one would let anybody sign. */
export const LEAST_SECRET_LENGTH = 16;

/** An answer that starts nothing. */
export interface Refusal {
	status: 400 | 401 | 413 | 415;
	/** What happened. */
	message: string;
	/** What the sender can do. */
	help: string;
}

/** Headers as Node gives them: lower-case names. */
export type Headers = Record<string, string | string[] | undefined>;

export interface SignedCall {
	secret: unknown;
	headers: Headers;
	/** The bytes exactly as received (after transport compression was undone). */
	rawBody: Uint8Array;
	/** Unix seconds. */
	now: number;
	/** How far the timestamp may be from `now`, in seconds. */
	window: number;
}

/**
 * Signature of a body: lower-case hex of HMAC-SHA256 over `<timestamp>.<body bytes>`.
 *
 * @param timestamp unix seconds as text
 */
export function sign(secret: string, timestamp: string, rawBody: Uint8Array): string {
	return createHmac('sha256', secret).update(`${timestamp}.`).update(rawBody).digest('hex');
}

/**
 * Checks the signature and the age of a JSON or XML call; undefined means that it may come in.
 *
 * The same signed body may come twice inside the window, by a sender's retry or by somebody who recorded it. It then
 * starts the workflow again, which is safe: a record whose key and content are in the journal is dropped there, and an
 * attacker can repeat only what the sender has sent.
 */
export function checkSignature(call: SignedCall): Refusal | undefined {
	const secret = usableSecret(call.secret);
	if (secret === undefined) return notSetUp('signed JSON and XML calls', 'Signing Secret');
	const timestamp = headerText(call.headers, TIMESTAMP_HEADER);
	const signature = headerText(call.headers, SIGNATURE_HEADER);
	if (timestamp === undefined || signature === undefined) {
		const missing = [
			...(timestamp === undefined ? [TIMESTAMP_HEADER] : []),
			...(signature === undefined ? [SIGNATURE_HEADER] : []),
		];
		return unauthorized(`The call is not signed: it has no ${missing.join(' and no ')}.`, HOW_TO_SIGN);
	}
	if (!/^[0-9]{9,11}$/.test(timestamp)) {
		return unauthorized(`${TIMESTAMP_HEADER} is not a time in whole unix seconds.`, HOW_TO_SIGN);
	}
	const apart = Math.abs(call.now - Number(timestamp));
	if (apart > call.window) {
		return unauthorized(
			`${TIMESTAMP_HEADER} is ${Math.round(apart)} s away from this server's clock; ${call.window} s are allowed.`,
			'Set the clock of the sender by a time server, and sign each call anew when it is sent, also on a retry.',
		);
	}
	const given = /^sha256=([0-9a-f]{64})$/i.exec(signature)?.[1];
	if (given === undefined) {
		return unauthorized(`${SIGNATURE_HEADER} is not "sha256=" and 64 hex digits.`, HOW_TO_SIGN);
	}
	const expected = Buffer.from(sign(secret, timestamp, call.rawBody), 'hex');
	if (!timingSafeEqual(Buffer.from(given, 'hex'), expected)) {
		return unauthorized(`${SIGNATURE_HEADER} does not fit this body and this secret.`, HOW_TO_SIGN);
	}
	return undefined;
}

/** Checks the token of a file upload, of which no raw body exists to be signed; undefined means that it may come in. */
export function checkToken(token: unknown, headers: Headers): Refusal | undefined {
	const expected = usableSecret(token);
	if (expected === undefined) return notSetUp('file uploads', 'Upload Token');
	const given = headerText(headers, TOKEN_HEADER);
	if (given === undefined) {
		return unauthorized(`The upload has no ${TOKEN_HEADER}.`, HOW_TO_UPLOAD);
	}
	// Digests have one length, so that neither the length nor the first differing character shows in the time taken.
	if (!timingSafeEqual(sha256(given), sha256(expected))) {
		return unauthorized(`${TOKEN_HEADER} is not the upload token of this webhook.`, HOW_TO_UPLOAD);
	}
	return undefined;
}

const HOW_TO_SIGN =
	`Send ${TIMESTAMP_HEADER} with the unix time in seconds and ${SIGNATURE_HEADER} with sha256= and the lower-case hex of ` +
	'HMAC-SHA256, keyed with the signing secret, over <timestamp>.<body>: the time, a full stop and exactly the bytes that are sent.';

const HOW_TO_UPLOAD = `Send the upload token of the credential "eKasa Webhook API" in the header ${TOKEN_HEADER}.`;

function usableSecret(value: unknown): string | undefined {
	return typeof value === 'string' && value.length >= LEAST_SECRET_LENGTH ? value : undefined;
}

function headerText(headers: Headers, name: string): string | undefined {
	const value = headers[name.toLowerCase()];
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function notSetUp(what: string, field: string): Refusal {
	return unauthorized(
		`This webhook does not take ${what}.`,
		`In n8n, choose a credential "eKasa Webhook API" in the eKasa Trigger and fill in its ${field} (at least ${LEAST_SECRET_LENGTH} characters).`,
	);
}

function unauthorized(message: string, help: string): Refusal {
	return { status: 401, message, help };
}

function sha256(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
