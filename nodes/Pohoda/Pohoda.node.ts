import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { propertiesOf, subtitleOf } from '../shared/panel';
import { runOperation } from '../shared/runner';
import { pohodaMServerApiTest } from '../shared/pohoda/credentialTest';
import { referenceSearch } from '../shared/pohoda/references';
import { RESOURCES } from './resources';

/** Books till receipts in POHODA, over mServer or by files for its import wizard. */
export class Pohoda implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'POHODA',
		name: 'pohoda',
		icon: { light: 'file:../../icons/pohoda.light.svg', dark: 'file:../../icons/pohoda.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: subtitleOf(RESOURCES),
		description: 'Book sales receipts (prodejky) in STORMWARE POHODA, each exactly once, and read its agendas and code lists',
		defaults: { name: 'POHODA' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'pohodaMServerApi',
				required: true,
				testedBy: 'pohodaMServerApiTest',
				displayOptions: { hide: { delivery: ['xmlFile'], resource: ['file'] } },
			},
		],
		properties: propertiesOf(RESOURCES, 'salesReceipt'),
	};

	methods = { credentialTest: { pohodaMServerApiTest }, listSearch: referenceSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, RESOURCES);
	}
}
