import { pick } from '../base';

export const SHORT_COLUMNS =
	'Id,DocumentNumber,Description,DateOfIssue,DateOfMaturity,DateOfPayment,VariableSymbol,OrderNumber,PartnerId,CurrencyId,Prices,PaymentStatus,Exported';

export const shortInvoice = pick({
	id: 'Id',
	number: 'DocumentNumber',
	description: 'Description',
	dateOfIssue: 'DateOfIssue',
	dateOfMaturity: 'DateOfMaturity',
	dateOfPayment: 'DateOfPayment',
	variableSymbol: 'VariableSymbol',
	orderNumber: 'OrderNumber',
	partnerId: 'PartnerId',
	currencyId: 'CurrencyId',
	total: 'Prices.TotalWithVat',
	paid: 'Prices.TotalPaid',
	paymentStatus: 'PaymentStatus',
	exported: 'Exported',
});
