import type { ICredentialType, INodeProperties } from 'n8n-workflow';

/**
 * Secrets that a till, an eKancelář export job or an e-shop shares with the eKasa Trigger. There is no service to log
 * in to, so the test (in the trigger node) checks that the secrets are long enough and can travel in a header.
 */
export class EkasaWebhookApi implements ICredentialType {
	name = 'ekasaWebhookApi';

	displayName = 'eKasa Webhook API';

	icon = { light: 'file:../icons/ekasa.light.svg', dark: 'file:../icons/ekasa.dark.svg' } as const;

	documentationUrl = 'https://github.com/ekasa-sync/n8n-nodes-ekasa-sync#readme';

	properties: INodeProperties[] = [
		{
			displayName:
				'Fill in what the sender uses: the signing secret for JSON and XML calls, the upload token for file uploads, or both. Give each at least 16 random characters, e.g. from the command: openssl rand -hex 32',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Signing Secret',
			name: 'signingSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Key of the HMAC-SHA256 signature that every JSON or XML call carries in X-Ekasa-Signature. It never travels itself.',
		},
		{
			displayName: 'Upload Token',
			name: 'uploadToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Text that every file upload (multipart form) carries in X-Ekasa-Token. Use another text than the signing secret, and HTTPS.',
		},
	];
}
