/** Generated from schemas/ by `npm run generate`; change the schema, not this file. */
"use strict";
export const validate = validate10;
const schema11 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"https://pai-market.example/schemas/plugin-config.schema.json","title":"PluginConfig","description":"The config dictionary of the plugin in services-configuration.yaml.","type":"object","required":["markets"],"additionalProperties":false,"properties":{"markets":{"type":"array","maxItems":64,"items":{"title":"MarketConfig","type":"object","required":["id","url"],"additionalProperties":false,"properties":{"id":{"type":"string","pattern":"^[a-z0-9-]{1,64}$","description":"Identifier of the market, used in addresses and job tags."},"name":{"description":"Name shown to users; the id if absent.","type":"string","maxLength":128},"url":{"description":"Base address of the market, http or https.","type":"string","maxLength":2048},"keys":{"type":"array","maxItems":32,"items":{"type":"string","maxLength":1048576,"minLength":1},"description":"Armored OpenPGP certificates, or addresses of such."},"fingerprints":{"type":"array","maxItems":64,"items":{"type":"string","pattern":"^([0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})$","description":"Full fingerprint of a primary key, 40 or 64 hexadecimal digits."}},"threshold":{"type":"integer","minimum":1,"maximum":32,"description":"How many different keys must have signed; 1 if absent."},"trust":{"enum":["strict","signatures","off"],"description":"strict if absent."},"externalOrigins":{"type":"array","maxItems":64,"items":{"type":"string","maxLength":2048}}}}},"limits":{"title":"LimitOverrides","type":"object","additionalProperties":false,"description":"Limits in bytes, entries or times; up to four times the default.","properties":{"indexBytes":{"type":"integer","minimum":1},"indexRows":{"type":"integer","minimum":1},"specBytes":{"type":"integer","minimum":1},"signatureBytes":{"type":"integer","minimum":1},"licenseBytes":{"type":"integer","minimum":1},"readmeBytes":{"type":"integer","minimum":1},"iconBytes":{"type":"integer","minimum":1},"archiveBytes":{"type":"integer","minimum":1},"zipEntries":{"type":"integer","minimum":1},"zipTotalBytes":{"type":"integer","minimum":1},"zipEntryBytes":{"type":"integer","minimum":1},"zipRatio":{"type":"integer","minimum":1},"externalBytes":{"type":"integer","minimum":1}}},"cdap":{"title":"CdapConfig","type":"object","additionalProperties":false,"properties":{"url":{"type":"string","maxLength":2048},"namespace":{"type":"string","maxLength":128}}}}};
const func0 = Object.prototype.hasOwnProperty;
const func51 = ((text) => { let n = 0; for (const _ of text) n++; return n; });
const pattern0 = new RegExp("^[a-z0-9-]{1,64}$", "u");
const pattern1 = new RegExp("^([0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})$", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="https://pai-market.example/schemas/plugin-config.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.markets === undefined) || (!(func0.call(data, "markets")))) && (missing0 = "markets")){
validate10.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(((key0 === "markets") || (key0 === "limits")) || (key0 === "cdap"))){
validate10.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.markets !== undefined && func0.call(data, "markets")){
let data0 = data.markets;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length > 64){
validate10.errors = [{instancePath:instancePath+"/markets",schemaPath:"#/properties/markets/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
let missing1;
if((((data1.id === undefined) || (!(func0.call(data1, "id")))) && (missing1 = "id")) || (((data1.url === undefined) || (!(func0.call(data1, "url")))) && (missing1 = "url"))){
validate10.errors = [{instancePath:instancePath+"/markets/" + i0,schemaPath:"#/properties/markets/items/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs6 = errors;
for(const key1 of Object.keys(data1)){
if(!((((((((key1 === "id") || (key1 === "name")) || (key1 === "url")) || (key1 === "keys")) || (key1 === "fingerprints")) || (key1 === "threshold")) || (key1 === "trust")) || (key1 === "externalOrigins"))){
validate10.errors = [{instancePath:instancePath+"/markets/" + i0,schemaPath:"#/properties/markets/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs6 === errors){
if(data1.id !== undefined && func0.call(data1, "id")){
let data2 = data1.id;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate10.errors = [{instancePath:instancePath+"/markets/" + i0+"/id",schemaPath:"#/properties/markets/items/properties/id/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9-]{1,64}$"},message:"must match pattern \""+"^[a-z0-9-]{1,64}$"+"\""}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/markets/" + i0+"/id",schemaPath:"#/properties/markets/items/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs7 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.name !== undefined && func0.call(data1, "name")){
let data3 = data1.name;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data3 === "string"){
if(func51(data3) > 128){
validate10.errors = [{instancePath:instancePath+"/markets/" + i0+"/name",schemaPath:"#/properties/markets/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 128},message:"must NOT have more than 128 characters"}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/markets/" + i0+"/name",schemaPath:"#/properties/markets/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs9 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.url !== undefined && func0.call(data1, "url")){
let data4 = data1.url;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data4 === "string"){
if(func51(data4) > 2048){
validate10.errors = [{instancePath:instancePath+"/markets/" + i0+"/url",schemaPath:"#/properties/markets/items/properties/url/maxLength",keyword:"maxLength",params:{limit: 2048},message:"must NOT have more than 2048 characters"}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/markets/" + i0+"/url",schemaPath:"#/properties/markets/items/properties/url/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs11 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.keys !== undefined && func0.call(data1, "keys")){
let data5 = data1.keys;
const _errs13 = errors;
if(errors === _errs13){
if(Array.isArray(data5)){
if(data5.length > 32){
validate10.errors = [{instancePath:instancePath+"/markets/" + i0+"/keys",schemaPath:"#/properties/markets/items/properties/keys/maxItems",keyword:"maxItems",params:{limit: 32},message:"must NOT have more than 32 items"}];
return false;
}
else {
var valid3 = true;
const len1 = data5.length;
for(let i1=0; i1<len1; i1++){
let data6 = data5[i1];
const _errs15 = errors;
if(errors === _errs15){
if(typeof data6 === "string"){
if(func51(data6) > 1048576){
validate10.errors = [{instancePath:instancePath+"/markets/" + i0+"/keys/" + i1,schemaPath:"#/properties/markets/items/properties/keys/items/maxLength",keyword:"maxLength",params:{limit: 1048576},message:"must NOT have more than 1048576 characters"}];
return false;
}
else {
if(func51(data6) < 1){
validate10.errors = [{instancePath:instancePath+"/markets/" + i0+"/keys/" + i1,schemaPath:"#/properties/markets/items/properties/keys/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/markets/" + i0+"/keys/" + i1,schemaPath:"#/properties/markets/items/properties/keys/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs15 === errors;
if(!valid3){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/markets/" + i0+"/keys",schemaPath:"#/properties/markets/items/properties/keys/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid2 = _errs13 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.fingerprints !== undefined && func0.call(data1, "fingerprints")){
let data7 = data1.fingerprints;
const _errs17 = errors;
if(errors === _errs17){
if(Array.isArray(data7)){
if(data7.length > 64){
validate10.errors = [{instancePath:instancePath+"/markets/" + i0+"/fingerprints",schemaPath:"#/properties/markets/items/properties/fingerprints/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"}];
return false;
}
else {
var valid4 = true;
const len2 = data7.length;
for(let i2=0; i2<len2; i2++){
let data8 = data7[i2];
const _errs19 = errors;
if(errors === _errs19){
if(typeof data8 === "string"){
if(!pattern1.test(data8)){
validate10.errors = [{instancePath:instancePath+"/markets/" + i0+"/fingerprints/" + i2,schemaPath:"#/properties/markets/items/properties/fingerprints/items/pattern",keyword:"pattern",params:{pattern: "^([0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})$"},message:"must match pattern \""+"^([0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})$"+"\""}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/markets/" + i0+"/fingerprints/" + i2,schemaPath:"#/properties/markets/items/properties/fingerprints/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid4 = _errs19 === errors;
if(!valid4){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/markets/" + i0+"/fingerprints",schemaPath:"#/properties/markets/items/properties/fingerprints/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid2 = _errs17 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.threshold !== undefined && func0.call(data1, "threshold")){
let data9 = data1.threshold;
const _errs21 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
validate10.errors = [{instancePath:instancePath+"/markets/" + i0+"/threshold",schemaPath:"#/properties/markets/items/properties/threshold/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs21){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 32 || isNaN(data9)){
validate10.errors = [{instancePath:instancePath+"/markets/" + i0+"/threshold",schemaPath:"#/properties/markets/items/properties/threshold/maximum",keyword:"maximum",params:{comparison: "<=", limit: 32},message:"must be <= 32"}];
return false;
}
else {
if(data9 < 1 || isNaN(data9)){
validate10.errors = [{instancePath:instancePath+"/markets/" + i0+"/threshold",schemaPath:"#/properties/markets/items/properties/threshold/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid2 = _errs21 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.trust !== undefined && func0.call(data1, "trust")){
let data10 = data1.trust;
const _errs23 = errors;
if(!(((data10 === "strict") || (data10 === "signatures")) || (data10 === "off"))){
validate10.errors = [{instancePath:instancePath+"/markets/" + i0+"/trust",schemaPath:"#/properties/markets/items/properties/trust/enum",keyword:"enum",params:{allowedValues: schema11.properties.markets.items.properties.trust.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid2 = _errs23 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.externalOrigins !== undefined && func0.call(data1, "externalOrigins")){
let data11 = data1.externalOrigins;
const _errs24 = errors;
if(errors === _errs24){
if(Array.isArray(data11)){
if(data11.length > 64){
validate10.errors = [{instancePath:instancePath+"/markets/" + i0+"/externalOrigins",schemaPath:"#/properties/markets/items/properties/externalOrigins/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"}];
return false;
}
else {
var valid5 = true;
const len3 = data11.length;
for(let i3=0; i3<len3; i3++){
let data12 = data11[i3];
const _errs26 = errors;
if(errors === _errs26){
if(typeof data12 === "string"){
if(func51(data12) > 2048){
validate10.errors = [{instancePath:instancePath+"/markets/" + i0+"/externalOrigins/" + i3,schemaPath:"#/properties/markets/items/properties/externalOrigins/items/maxLength",keyword:"maxLength",params:{limit: 2048},message:"must NOT have more than 2048 characters"}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/markets/" + i0+"/externalOrigins/" + i3,schemaPath:"#/properties/markets/items/properties/externalOrigins/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid5 = _errs26 === errors;
if(!valid5){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/markets/" + i0+"/externalOrigins",schemaPath:"#/properties/markets/items/properties/externalOrigins/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid2 = _errs24 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/markets/" + i0,schemaPath:"#/properties/markets/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/markets",schemaPath:"#/properties/markets/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.limits !== undefined && func0.call(data, "limits")){
let data13 = data.limits;
const _errs28 = errors;
if(errors === _errs28){
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
const _errs30 = errors;
for(const key2 of Object.keys(data13)){
if(!(func0.call(schema11.properties.limits.properties, key2))){
validate10.errors = [{instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs30 === errors){
if(data13.indexBytes !== undefined && func0.call(data13, "indexBytes")){
let data14 = data13.indexBytes;
const _errs31 = errors;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
validate10.errors = [{instancePath:instancePath+"/limits/indexBytes",schemaPath:"#/properties/limits/properties/indexBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs31){
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 < 1 || isNaN(data14)){
validate10.errors = [{instancePath:instancePath+"/limits/indexBytes",schemaPath:"#/properties/limits/properties/indexBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
var valid6 = _errs31 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data13.indexRows !== undefined && func0.call(data13, "indexRows")){
let data15 = data13.indexRows;
const _errs33 = errors;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
validate10.errors = [{instancePath:instancePath+"/limits/indexRows",schemaPath:"#/properties/limits/properties/indexRows/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs33){
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 < 1 || isNaN(data15)){
validate10.errors = [{instancePath:instancePath+"/limits/indexRows",schemaPath:"#/properties/limits/properties/indexRows/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
var valid6 = _errs33 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data13.specBytes !== undefined && func0.call(data13, "specBytes")){
let data16 = data13.specBytes;
const _errs35 = errors;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
validate10.errors = [{instancePath:instancePath+"/limits/specBytes",schemaPath:"#/properties/limits/properties/specBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs35){
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 < 1 || isNaN(data16)){
validate10.errors = [{instancePath:instancePath+"/limits/specBytes",schemaPath:"#/properties/limits/properties/specBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
var valid6 = _errs35 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data13.signatureBytes !== undefined && func0.call(data13, "signatureBytes")){
let data17 = data13.signatureBytes;
const _errs37 = errors;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
validate10.errors = [{instancePath:instancePath+"/limits/signatureBytes",schemaPath:"#/properties/limits/properties/signatureBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs37){
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 < 1 || isNaN(data17)){
validate10.errors = [{instancePath:instancePath+"/limits/signatureBytes",schemaPath:"#/properties/limits/properties/signatureBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
var valid6 = _errs37 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data13.licenseBytes !== undefined && func0.call(data13, "licenseBytes")){
let data18 = data13.licenseBytes;
const _errs39 = errors;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
validate10.errors = [{instancePath:instancePath+"/limits/licenseBytes",schemaPath:"#/properties/limits/properties/licenseBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs39){
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 < 1 || isNaN(data18)){
validate10.errors = [{instancePath:instancePath+"/limits/licenseBytes",schemaPath:"#/properties/limits/properties/licenseBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
var valid6 = _errs39 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data13.readmeBytes !== undefined && func0.call(data13, "readmeBytes")){
let data19 = data13.readmeBytes;
const _errs41 = errors;
if(!(((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19))) && (isFinite(data19)))){
validate10.errors = [{instancePath:instancePath+"/limits/readmeBytes",schemaPath:"#/properties/limits/properties/readmeBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs41){
if((typeof data19 == "number") && (isFinite(data19))){
if(data19 < 1 || isNaN(data19)){
validate10.errors = [{instancePath:instancePath+"/limits/readmeBytes",schemaPath:"#/properties/limits/properties/readmeBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
var valid6 = _errs41 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data13.iconBytes !== undefined && func0.call(data13, "iconBytes")){
let data20 = data13.iconBytes;
const _errs43 = errors;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
validate10.errors = [{instancePath:instancePath+"/limits/iconBytes",schemaPath:"#/properties/limits/properties/iconBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs43){
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 < 1 || isNaN(data20)){
validate10.errors = [{instancePath:instancePath+"/limits/iconBytes",schemaPath:"#/properties/limits/properties/iconBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
var valid6 = _errs43 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data13.archiveBytes !== undefined && func0.call(data13, "archiveBytes")){
let data21 = data13.archiveBytes;
const _errs45 = errors;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
validate10.errors = [{instancePath:instancePath+"/limits/archiveBytes",schemaPath:"#/properties/limits/properties/archiveBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs45){
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 < 1 || isNaN(data21)){
validate10.errors = [{instancePath:instancePath+"/limits/archiveBytes",schemaPath:"#/properties/limits/properties/archiveBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
var valid6 = _errs45 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data13.zipEntries !== undefined && func0.call(data13, "zipEntries")){
let data22 = data13.zipEntries;
const _errs47 = errors;
if(!(((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))) && (isFinite(data22)))){
validate10.errors = [{instancePath:instancePath+"/limits/zipEntries",schemaPath:"#/properties/limits/properties/zipEntries/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs47){
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 < 1 || isNaN(data22)){
validate10.errors = [{instancePath:instancePath+"/limits/zipEntries",schemaPath:"#/properties/limits/properties/zipEntries/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
var valid6 = _errs47 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data13.zipTotalBytes !== undefined && func0.call(data13, "zipTotalBytes")){
let data23 = data13.zipTotalBytes;
const _errs49 = errors;
if(!(((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23))) && (isFinite(data23)))){
validate10.errors = [{instancePath:instancePath+"/limits/zipTotalBytes",schemaPath:"#/properties/limits/properties/zipTotalBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs49){
if((typeof data23 == "number") && (isFinite(data23))){
if(data23 < 1 || isNaN(data23)){
validate10.errors = [{instancePath:instancePath+"/limits/zipTotalBytes",schemaPath:"#/properties/limits/properties/zipTotalBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
var valid6 = _errs49 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data13.zipEntryBytes !== undefined && func0.call(data13, "zipEntryBytes")){
let data24 = data13.zipEntryBytes;
const _errs51 = errors;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
validate10.errors = [{instancePath:instancePath+"/limits/zipEntryBytes",schemaPath:"#/properties/limits/properties/zipEntryBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs51){
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 < 1 || isNaN(data24)){
validate10.errors = [{instancePath:instancePath+"/limits/zipEntryBytes",schemaPath:"#/properties/limits/properties/zipEntryBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
var valid6 = _errs51 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data13.zipRatio !== undefined && func0.call(data13, "zipRatio")){
let data25 = data13.zipRatio;
const _errs53 = errors;
if(!(((typeof data25 == "number") && (!(data25 % 1) && !isNaN(data25))) && (isFinite(data25)))){
validate10.errors = [{instancePath:instancePath+"/limits/zipRatio",schemaPath:"#/properties/limits/properties/zipRatio/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs53){
if((typeof data25 == "number") && (isFinite(data25))){
if(data25 < 1 || isNaN(data25)){
validate10.errors = [{instancePath:instancePath+"/limits/zipRatio",schemaPath:"#/properties/limits/properties/zipRatio/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
var valid6 = _errs53 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data13.externalBytes !== undefined && func0.call(data13, "externalBytes")){
let data26 = data13.externalBytes;
const _errs55 = errors;
if(!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))){
validate10.errors = [{instancePath:instancePath+"/limits/externalBytes",schemaPath:"#/properties/limits/properties/externalBytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs55){
if((typeof data26 == "number") && (isFinite(data26))){
if(data26 < 1 || isNaN(data26)){
validate10.errors = [{instancePath:instancePath+"/limits/externalBytes",schemaPath:"#/properties/limits/properties/externalBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
var valid6 = _errs55 === errors;
}
else {
var valid6 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs28 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cdap !== undefined && func0.call(data, "cdap")){
let data27 = data.cdap;
const _errs57 = errors;
if(errors === _errs57){
if(data27 && typeof data27 == "object" && !Array.isArray(data27)){
const _errs59 = errors;
for(const key3 of Object.keys(data27)){
if(!((key3 === "url") || (key3 === "namespace"))){
validate10.errors = [{instancePath:instancePath+"/cdap",schemaPath:"#/properties/cdap/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs59 === errors){
if(data27.url !== undefined && func0.call(data27, "url")){
let data28 = data27.url;
const _errs60 = errors;
if(errors === _errs60){
if(typeof data28 === "string"){
if(func51(data28) > 2048){
validate10.errors = [{instancePath:instancePath+"/cdap/url",schemaPath:"#/properties/cdap/properties/url/maxLength",keyword:"maxLength",params:{limit: 2048},message:"must NOT have more than 2048 characters"}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/cdap/url",schemaPath:"#/properties/cdap/properties/url/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid7 = _errs60 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data27.namespace !== undefined && func0.call(data27, "namespace")){
let data29 = data27.namespace;
const _errs62 = errors;
if(errors === _errs62){
if(typeof data29 === "string"){
if(func51(data29) > 128){
validate10.errors = [{instancePath:instancePath+"/cdap/namespace",schemaPath:"#/properties/cdap/properties/namespace/maxLength",keyword:"maxLength",params:{limit: 128},message:"must NOT have more than 128 characters"}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/cdap/namespace",schemaPath:"#/properties/cdap/properties/namespace/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid7 = _errs62 === errors;
}
else {
var valid7 = true;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/cdap",schemaPath:"#/properties/cdap/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs57 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate10.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate10.errors = vErrors;
return errors === 0;
}
