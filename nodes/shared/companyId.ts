/** The accounting unit that a file for an import names. */
import type { IExecuteFunctions } from 'n8n-workflow';
import { normalIdentity } from '../../core/records/identities';
import { operationError } from './errors';

/**
 * IČO as it was entered, because the importing program compares it as a text; '' where nothing was.
 *
 * @throws NodeOperationError for a text that is no IČO
 */
export function companyIdOf(context: IExecuteFunctions, value: unknown): string {
	const ico = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	if (ico === '' || /^\d{8}$/.test(normalIdentity('companyId', ico))) return ico;
	throw operationError(
		context.getNode(),
		`The Company ID (IČO) "${ico.slice(0, 40)}" is no IČO`,
		'Enter the eight digits of the accounting unit, as the program that imports the file shows them.',
	);
}

/** @throws NodeOperationError where the parameter `ico` is empty or no IČO */
export function unitOfFile(context: IExecuteFunctions): string {
	const ico = companyIdOf(context, context.getNodeParameter('ico', 0, ''));
	if (ico !== '') return ico;
	throw operationError(
		context.getNode(),
		'The Company ID (IČO) is empty',
		'Enter the IČO of the accounting unit: without it the file could be imported into any unit.',
	);
}
