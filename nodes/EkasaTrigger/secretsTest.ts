import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { LEAST_SECRET_LENGTH } from './authentication';

/**
 * Test of the credential "eKasa Webhook API". Nobody can be asked whether a shared secret is right, so it checks what
 * would make every call be refused or a secret be guessed: length, blanks around it, characters that a header cannot
 * carry, one text used for both.
 */
export async function ekasaWebhookApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	const secret = textOf(credential.data?.signingSecret);
	const token = textOf(credential.data?.uploadToken);
	const complaint =
		(secret === '' && token === ''
			? 'Fill in the Signing Secret, the Upload Token or both.'
			: undefined) ??
		complaintAbout('Signing Secret', secret) ??
		complaintAbout('Upload Token', token) ??
		(secret === token
			? 'The Upload Token travels with every upload, the Signing Secret must not: use two different texts.'
			: undefined) ??
		(/^[\x21-\x7e]*$/.test(token)
			? undefined
			: 'The Upload Token has characters that a header cannot carry: use letters without accents, digits and - _ . only.');
	if (complaint !== undefined) return { status: 'Error', message: complaint };
	const takes = [
		...(secret === '' ? [] : ['signed JSON and XML calls']),
		...(token === '' ? [] : ['file uploads with a token']),
	];
	return { status: 'OK', message: `Ready for ${takes.join(' and ')}` };
}

function complaintAbout(field: string, value: string): string | undefined {
	if (value === '') return undefined;
	if (value.trim() !== value) return `The ${field} starts or ends with a blank: remove it.`;
	return value.length < LEAST_SECRET_LENGTH
		? `The ${field} has ${value.length} characters: use at least ${LEAST_SECRET_LENGTH}, best at random.`
		: undefined;
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
