import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { operationField, resourceField, showFor } from '../shared/properties';
import { runOperation } from '../shared/runner';
import type { OperationTable } from '../shared/types';
import { pohodaMServerApiTest } from './credentialTest';
import { get } from './operations/company/get';
import { create } from './operations/salesReceipt/create';
import { getAll } from './operations/salesReceipt/getAll';
import { readAnswerFile } from './operations/salesReceipt/readAnswerFile';

const operations: OperationTable = { salesReceipt: { create, getAll, readAnswerFile }, company: { get } };

/** Books till receipts in POHODA, over mServer or by files for its import wizard. */
export class Pohoda implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'POHODA',
		name: 'pohoda',
		icon: { light: 'file:../../icons/pohoda.light.svg', dark: 'file:../../icons/pohoda.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ {"create": "Create: Sales Receipt", "getAll": "Get Many: Sales Receipt", "readAnswerFile": "Read Answer File", "get": "Get: Company"}[$parameter["operation"]] }}',
		description: 'Book sales receipts (prodejky) in STORMWARE POHODA, each exactly once, and look them up',
		defaults: { name: 'POHODA' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'pohodaMServerApi',
				required: true,
				testedBy: 'pohodaMServerApiTest',
				displayOptions: { hide: { delivery: ['xmlFile'], operation: ['readAnswerFile'] } },
			},
		],
		properties: [
			resourceField(
				[
					{
						name: 'Company',
						value: 'company',
						description: 'The accounting unit (účetní jednotka) that mServer has open',
					},
					{
						name: 'Sales Receipt (Prodejka)',
						value: 'salesReceipt',
						description: 'A receipt of the till as POHODA keeps it',
					},
				],
				'salesReceipt',
			),
			operationField(
				[
					{
						name: 'Create',
						value: 'create',
						action: 'Create sales receipts',
						description: 'Send receipts to POHODA, or make the file for its import wizard; one result per receipt',
					},
					{
						name: 'Get Many',
						value: 'getAll',
						action: 'Get many sales receipts',
						description: 'Get documents as POHODA has them, with the keys of the receipts in them',
					},
					{
						name: 'Read Answer File',
						value: 'readAnswerFile',
						action: 'Read answer file of sales receipts',
						description: "Get one result per receipt from the answer of POHODA's import wizard",
					},
				],
				'create',
				'salesReceipt',
			),
			operationField(
				[
					{
						name: 'Get',
						value: 'get',
						action: 'Get company',
						description: 'Get the accounting unit that is open, its period, and whether it is the expected one',
					},
				],
				'get',
				'company',
			),
			...showFor({ resource: 'salesReceipt', operation: 'create' }, create.description),
			...showFor({ resource: 'salesReceipt', operation: 'getAll' }, getAll.description),
			...showFor({ resource: 'salesReceipt', operation: 'readAnswerFile' }, readAnswerFile.description),
			...showFor({ resource: 'company', operation: 'get' }, get.description),
		],
	};

	methods = { credentialTest: { pohodaMServerApiTest } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, operations);
	}
}
