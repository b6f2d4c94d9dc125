/** Code lists around money: pokladny, účty, formy úhrady, číselné řady, členění DPH. */
import { HEAD, TAIL, currency, names, table, type CodeList } from './codeListParts';
import { code, day, flag, ref, text } from './table';

const MORE_OF_CLASS = [
	'textOnDocument',
	'textForVATAssessment',
	'lineInVATReturn',
	'sectionInVATLedgerStatement',
	'codeOfSupplyMode',
	'codeForSummaryReport',
	'codeOfObjectOfFulfilment',
];

export const MONEY_LISTS = {
	cashRegisters: {
		label: 'cash registers (pokladny)',
		list: names('CashRegister', 'cashRegister', { filter: 'id', extSystem: true }),
		table: table('csh', 'cashRegisterHeader', [
			...HEAD,
			code('code', 'ids'),
			text('name', 'name'),
			...ref('account', 'account'),
			...ref('cashier', 'cashier'),
			...currency('currencyCashRegister'),
			day('cancelledOn', 'cancelled'),
			text('note', 'note'),
		]),
	},
	bankAccounts: {
		label: 'bank accounts (bankovní účty)',
		list: names('BankAccount', 'bankAccount', { filter: 'id', extSystem: true }),
		table: table('bka', 'bankAccountHeader', [
			...HEAD,
			code('code', 'ids'),
			code('number', 'numberAccount'),
			code('bankCode', 'codeBank'),
			text('name', 'nameBank'),
			code('specificSymbol', 'symSpec'),
			code('iban', 'IBAN'),
			code('bic', 'SWIFT'),
			...ref('account', 'analyticAccount'),
			...currency('currencyBankAccount'),
			day('cancelledOn', 'cancelled'),
			text('note', 'note'),
		]),
	},
	paymentForms: {
		label: 'payment forms (formy úhrady)',
		list: names('Payment', 'payment', { filter: 'id' }),
		table: table('pay', 'paymentHeader', [
			...HEAD,
			code('code', 'name'),
			text('name', 'text'),
			code('type', 'paymentType'),
			flag('default', 'cash/default'),
			flag('forSales', 'useInSales'),
			flag('forOtherAgendas', 'useInOtherAgendas'),
			flag('eet', 'eet'),
			text('note', 'note'),
		]),
	},
	numberSeries: {
		label: 'number series (číselné řady)',
		list: names('NumericalSeries', 'numericalSeries', { filter: 'series' }),
		table: table('nms', 'numericalSeriesHeader', [
			...HEAD,
			code('code', 'prefix'),
			code('number', 'number'),
			code('lastNumber', 'topNumber'),
			text('name', 'name'),
			code('agenda', 'agenda'),
			code('documentType', 'typeOfDocument'),
			...ref('cashAccount', 'cashAccount'),
			...ref('cashRegister', 'cashbox'),
			code('period', 'period'),
			day('from', 'periodAccountUnit/dateFrom'),
			day('till', 'periodAccountUnit/dateTill'),
			code('year', 'year'),
			...TAIL,
		]),
	},
	vatClasses: {
		label: 'VAT classes (členění DPH)',
		list: names('ClassificationVAT', 'classificationVAT'),
		table: table('vat', 'classificationVATHeader', [
			...HEAD,
			code('code', 'code'),
			text('name', 'name'),
			...ref('type', 'VATType'),
			flag('offered', 'offer'),
			day('from', 'validFrom'),
			day('till', 'validTill'),
			...MORE_OF_CLASS.map((field) => text(field, field)),
			...TAIL,
		]),
	},
} as const satisfies Record<string, CodeList>;
