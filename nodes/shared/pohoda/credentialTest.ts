import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	ICredentialsDecrypted,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { readStatus } from '../../../core/pohoda/company';
import { commonHeaders, mServerOf } from './address';
import { isWebPage, replyOfFailure, replyOfStatus, WEB_PAGE } from './reply';
import type { Reply, XmlAnswer } from './reply';
import { describeUnit, icoMatches, wrongUnit } from './status';

const TIMEOUT = 15_000;

const bad = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });
const good = (message: string): INodeCredentialTestResult => ({ status: 'OK', message });

/** The code that the HTTP client or the system gives, wherever it stands. */
function codeOf(error: Error & { code?: string; error?: { code?: string }; cause?: { code?: string } }) {
	return error.code ?? error.error?.code ?? error.cause?.code;
}

async function askStatus(
	context: ICredentialTestFunctions,
	data: ICredentialDataDecryptedObject,
): Promise<Reply> {
	const server = mServerOf(data);
	const login = Buffer.from(`${String(data.user ?? '')}:${String(data.password ?? '')}`, 'utf8');
	try {
		const answer = (await context.helpers.request({
			method: 'GET',
			uri: `${server.url}/status?companyDetail`,
			headers: { ...commonHeaders(server), 'STW-Authorization': `Basic ${login.toString('base64')}` },
			encoding: null,
			gzip: true,
			resolveWithFullResponse: true,
			simple: false,
			followRedirect: false,
			rejectUnauthorized: !server.ignoreCertificate,
			timeout: TIMEOUT,
		})) as { statusCode: number; body: Uint8Array; headers?: Record<string, string | undefined> };
		return replyOfStatus(answer.statusCode, answer.body, answer.headers);
	} catch (error) {
		return replyOfFailure(codeOf(error), error.message);
	}
}

/**
 * Test of the credential *POHODA mServer API*: logs in for the cheapest answer that needs a login (status with company
 * detail) and tells right unit, wrong password, web page, other unit and unreachable apart.
 */
export async function pohodaMServerApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	const data = credential.data ?? {};
	const server = mServerOf(data);
	if (String(data.user ?? '').trim() === '') return bad('Enter the POHODA user.');
	if (!/^\d{6,10}$/.test(server.ico.replace(/\s/g, ''))) {
		return bad('Enter the Company ID (IČO) of the accounting unit, digits only, as in POHODA.');
	}
	const reply = await askStatus(this, data);
	if (reply.kind === 'denied') return bad(`${reply.reason}. ${reply.hint}`);
	if (reply.kind === 'unreachable') {
		return bad(`POHODA mServer cannot be reached at ${server.url}: ${reply.reason}. Start the mServer configuration, and check address, port and firewall.`);
	}
	if (reply.kind === 'unclear') {
		return bad(`POHODA mServer at ${server.url} gave no usable answer: ${reply.reason}. Try again when it is idle.`);
	}
	if (isWebPage(reply.data.body)) return bad(`${WEB_PAGE.reason}. ${WEB_PAGE.hint}`);
	return await judge(reply.data, server.ico);
}

async function judge(answer: XmlAnswer, expected: string): Promise<INodeCredentialTestResult> {
	try {
		const status = await readStatus(answer.body, answer);
		const matches = icoMatches(status, expected);
		if (matches === false) {
			const { reason, hint } = wrongUnit(status, expected);
			return bad(`${reason}. ${hint}`);
		}
		if (matches === undefined) {
			return good(`Connected to POHODA mServer (${describeUnit(status)}). This release does not tell its IČO; POHODA compares it with each transfer.`);
		}
		return good(`Connected to POHODA: ${describeUnit(status)}.`);
	} catch (error) {
		return bad(`The status of POHODA mServer could not be read: ${error.message}`);
	}
}
