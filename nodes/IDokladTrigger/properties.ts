import type { INodeProperties } from 'n8n-workflow';
import { ENTITIES, EVENT_OPTIONS } from './events';

const webhook = { show: { receiveBy: ['webhook'] } };
const polling = { show: { receiveBy: ['polling'] } };

export const properties: INodeProperties[] = [
	{
		displayName: 'Receive By',
		name: 'receiveBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Polling', value: 'polling', description: 'Ask iDoklad from time to time; needs nothing but the credential' },
			{
				name: 'Webhook',
				value: 'webhook',
				description: 'Be called by iDoklad; needs an application in the Developer portal and an n8n that iDoklad can reach',
			},
		],
		default: 'polling',
	},
	{
		displayName:
			'In the Developer portal (developer.idoklad.cz): your application → Webhooks → enter the production URL of this trigger and a secret, and copy the Public ID. Enter the secret in the credential (Webhook Secret). The events are registered when the workflow is published. A test run shows the newest document as a sample: iDoklad calls the production URL only. Poll Times above do not matter here.',
		name: 'webhookNotice',
		type: 'notice',
		displayOptions: webhook,
		default: '',
	},
	{
		displayName: 'Public ID',
		name: 'publicId',
		type: 'string',
		required: true,
		displayOptions: webhook,
		default: '',
		placeholder: 'e.g. 8747EE0F-652A-4735-9A48-1837EF992BA0',
		description: 'Public ID of the webhook in the Developer portal',
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		displayOptions: webhook,
		options: EVENT_OPTIONS,
		default: ['SalesReceipt.Insert'],
	},
	{
		displayName:
			'Each poll costs one call for each kind of document: once an hour that is about 720 of the 7,500 (Oblíbený) or 75,000 (Prémiový) calls a month. Deleted documents are not noticed, and of sales receipts only new ones.',
		name: 'pollingNotice',
		type: 'notice',
		displayOptions: polling,
		default: '',
	},
	{
		displayName: 'Watch',
		name: 'watch',
		type: 'multiOptions',
		required: true,
		displayOptions: polling,
		options: Object.entries(ENTITIES).map(([value, { name, by }]) => ({
			name: by === 'Id' ? `${name} (New)` : `${name} (New or Changed)`,
			value,
		})),
		default: ['SalesReceipt'],
	},
	{
		displayName: 'At Most Every (Minutes)',
		name: 'every',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: polling,
		default: 60,
		description: 'Polls that come sooner ask nothing, whatever Poll Times says',
	},
	{
		displayName: 'Get the Document',
		name: 'fetchEntity',
		type: 'boolean',
		displayOptions: webhook,
		default: true,
		description: 'Whether to get the document of each event (one call each); iDoklad sends only its number',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		displayOptions: webhook,
		default: {},
		options: [
			{
				displayName: 'Only Agenda ID',
				name: 'agendaId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 104512',
				description: 'Take events of this agenda only; an application of the Developer portal may serve many',
			},
		],
	},
];
