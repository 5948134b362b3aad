/** Generated from schemas/ by `npm run generate`; change the schema, not this file. */
"use strict";
export const validate = validate10;
const schema11 = {"$id":"https://pai-market.example/schemas/plugin-config.schema.json","type":"object","required":["markets"],"additionalProperties":false,"properties":{"markets":{"type":"array","maxItems":64,"items":{"type":"object","required":["id","url"],"additionalProperties":false,"properties":{"id":{"type":"string","pattern":"^[a-z0-9-]{1,64}$"},"name":{"type":"string","maxLength":128},"url":{"type":"string","maxLength":2048},"keys":{"type":"array","maxItems":32,"items":{"type":"string","maxLength":1048576,"minLength":1}},"fingerprints":{"type":"array","maxItems":64,"items":{"type":"string","pattern":"^([0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})$"}},"threshold":{"type":"integer","minimum":1,"maximum":32},"trust":{"enum":["strict","signatures","off"]},"externalOrigins":{"type":"array","maxItems":64,"items":{"type":"string","maxLength":2048}}}}},"limits":{"type":"object","additionalProperties":false,"properties":{"indexBytes":{"type":"integer","minimum":1},"indexRows":{"type":"integer","minimum":1},"specBytes":{"type":"integer","minimum":1},"signatureBytes":{"type":"integer","minimum":1},"licenseBytes":{"type":"integer","minimum":1},"readmeBytes":{"type":"integer","minimum":1},"iconBytes":{"type":"integer","minimum":1},"archiveBytes":{"type":"integer","minimum":1},"zipEntries":{"type":"integer","minimum":1},"zipTotalBytes":{"type":"integer","minimum":1},"zipEntryBytes":{"type":"integer","minimum":1},"zipRatio":{"type":"integer","minimum":1},"externalBytes":{"type":"integer","minimum":1}}},"cdap":{"type":"object","additionalProperties":false,"properties":{"url":{"type":"string","maxLength":2048},"namespace":{"type":"string","maxLength":128}}}}};
const func0 = Object.prototype.hasOwnProperty;
const func51 = ((text) => { let n = 0; for (const _ of text) n++; return n; });
const pattern0 = new RegExp("^[a-z0-9-]{1,64}$", "u");
const pattern1 = new RegExp("^([0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})$", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="https://pai-market.example/schemas/plugin-config.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.markets === undefined) || (!(func0.call(data, "markets")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "markets"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!(((key0 === "markets") || (key0 === "limits")) || (key0 === "cdap"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.markets !== undefined && func0.call(data, "markets")){
let data0 = data.markets;
if(Array.isArray(data0)){
if(data0.length > 64){
const err2 = {instancePath:instancePath+"/markets",schemaPath:"#/properties/markets/maxItems",keyword:"maxItems",params:{limit: 64}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if((data1.id === undefined) || (!(func0.call(data1, "id")))){
const err3 = {instancePath:instancePath+"/markets/" + i0,schemaPath:"#/properties/markets/items/required",keyword:"required",params:{missingProperty: "id"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if((data1.url === undefined) || (!(func0.call(data1, "url")))){
const err4 = {instancePath:instancePath+"/markets/" + i0,schemaPath:"#/properties/markets/items/required",keyword:"required",params:{missingProperty: "url"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
for(const key1 of Object.keys(data1)){
if(!((((((((key1 === "id") || (key1 === "name")) || (key1 === "url")) || (key1 === "keys")) || (key1 === "fingerprints")) || (key1 === "threshold")) || (key1 === "trust")) || (key1 === "externalOrigins"))){
const err5 = {instancePath:instancePath+"/markets/" + i0,schemaPath:"#/properties/markets/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data1.id !== undefined && func0.call(data1, "id")){
let data2 = data1.id;
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
const err6 = {instancePath:instancePath+"/markets/" + i0+"/id",schemaPath:"#/properties/markets/items/properties/id/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9-]{1,64}$"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/markets/" + i0+"/id",schemaPath:"#/properties/markets/items/properties/id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data1.name !== undefined && func0.call(data1, "name")){
let data3 = data1.name;
if(typeof data3 === "string"){
if(func51(data3) > 128){
const err8 = {instancePath:instancePath+"/markets/" + i0+"/name",schemaPath:"#/properties/markets/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/markets/" + i0+"/name",schemaPath:"#/properties/markets/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data1.url !== undefined && func0.call(data1, "url")){
let data4 = data1.url;
if(typeof data4 === "string"){
if(func51(data4) > 2048){
const err10 = {instancePath:instancePath+"/markets/" + i0+"/url",schemaPath:"#/properties/markets/items/properties/url/maxLength",keyword:"maxLength",params:{limit: 2048}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/markets/" + i0+"/url",schemaPath:"#/properties/markets/items/properties/url/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data1.keys !== undefined && func0.call(data1, "keys")){
let data5 = data1.keys;
if(Array.isArray(data5)){
if(data5.length > 32){
const err12 = {instancePath:instancePath+"/markets/" + i0+"/keys",schemaPath:"#/properties/markets/items/properties/keys/maxItems",keyword:"maxItems",params:{limit: 32}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
const len1 = data5.length;
for(let i1=0; i1<len1; i1++){
let data6 = data5[i1];
if(typeof data6 === "string"){
if(func51(data6) > 1048576){
const err13 = {instancePath:instancePath+"/markets/" + i0+"/keys/" + i1,schemaPath:"#/properties/markets/items/properties/keys/items/maxLength",keyword:"maxLength",params:{limit: 1048576}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(func51(data6) < 1){
const err14 = {instancePath:instancePath+"/markets/" + i0+"/keys/" + i1,schemaPath:"#/properties/markets/items/properties/keys/items/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/markets/" + i0+"/keys/" + i1,schemaPath:"#/properties/markets/items/properties/keys/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath:instancePath+"/markets/" + i0+"/keys",schemaPath:"#/properties/markets/items/properties/keys/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data1.fingerprints !== undefined && func0.call(data1, "fingerprints")){
let data7 = data1.fingerprints;
if(Array.isArray(data7)){
if(data7.length > 64){
const err17 = {instancePath:instancePath+"/markets/" + i0+"/fingerprints",schemaPath:"#/properties/markets/items/properties/fingerprints/maxItems",keyword:"maxItems",params:{limit: 64}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
const len2 = data7.length;
for(let i2=0; i2<len2; i2++){
let data8 = data7[i2];
if(typeof data8 === "string"){
if(!pattern1.test(data8)){
const err18 = {instancePath:instancePath+"/markets/" + i0+"/fingerprints/" + i2,schemaPath:"#/properties/markets/items/properties/fingerprints/items/pattern",keyword:"pattern",params:{pattern: "^([0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})$"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/markets/" + i0+"/fingerprints/" + i2,schemaPath:"#/properties/markets/items/properties/fingerprints/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath:instancePath+"/markets/" + i0+"/fingerprints",schemaPath:"#/properties/markets/items/properties/fingerprints/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data1.threshold !== undefined && func0.call(data1, "threshold")){
let data9 = data1.threshold;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
const err21 = {instancePath:instancePath+"/markets/" + i0+"/threshold",schemaPath:"#/properties/markets/items/properties/threshold/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 32 || isNaN(data9)){
const err22 = {instancePath:instancePath+"/markets/" + i0+"/threshold",schemaPath:"#/properties/markets/items/properties/threshold/maximum",keyword:"maximum",params:{comparison: "<=", limit: 32}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(data9 < 1 || isNaN(data9)){
const err23 = {instancePath:instancePath+"/markets/" + i0+"/threshold",schemaPath:"#/properties/markets/items/properties/threshold/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
if(data1.trust !== undefined && func0.call(data1, "trust")){
let data10 = data1.trust;
if(!(((data10 === "strict") || (data10 === "signatures")) || (data10 === "off"))){
const err24 = {instancePath:instancePath+"/markets/" + i0+"/trust",schemaPath:"#/properties/markets/items/properties/trust/enum",keyword:"enum",params:{allowedValues: schema11.properties.markets.items.properties.trust.enum}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data1.externalOrigins !== undefined && func0.call(data1, "externalOrigins")){
let data11 = data1.externalOrigins;
if(Array.isArray(data11)){
if(data11.length > 64){
const err25 = {instancePath:instancePath+"/markets/" + i0+"/externalOrigins",schemaPath:"#/properties/markets/items/properties/externalOrigins/maxItems",keyword:"maxItems",params:{limit: 64}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
const len3 = data11.length;
for(let i3=0; i3<len3; i3++){
let data12 = data11[i3];
if(typeof data12 === "string"){
if(func51(data12) > 2048){
const err26 = {instancePath:instancePath+"/markets/" + i0+"/externalOrigins/" + i3,schemaPath:"#/properties/markets/items/properties/externalOrigins/items/maxLength",keyword:"maxLength",params:{limit: 2048}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
else {
const err27 = {instancePath:instancePath+"/markets/" + i0+"/externalOrigins/" + i3,schemaPath:"#/properties/markets/items/properties/externalOrigins/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
else {
const err28 = {instancePath:instancePath+"/markets/" + i0+"/externalOrigins",schemaPath:"#/properties/markets/items/properties/externalOrigins/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
else {
const err29 = {instancePath:instancePath+"/markets/" + i0,schemaPath:"#/properties/markets/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/markets",schemaPath:"#/properties/markets/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data.limits !== undefined && func0.call(data, "limits")){
let data13 = data.limits;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
for(const key2 of Object.keys(data13)){
if(!(func0.call(schema11.properties.limits.properties, key2))){
const err31 = {instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data13.indexBytes !== undefined && func0.call(data13, "indexBytes")){
let data14 = data13.indexBytes;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
const err32 = {instancePath:instancePath+"/limits/indexBytes",schemaPath:"#/properties/limits/properties/indexBytes/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 < 1 || isNaN(data14)){
const err33 = {instancePath:instancePath+"/limits/indexBytes",schemaPath:"#/properties/limits/properties/indexBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
}
if(data13.indexRows !== undefined && func0.call(data13, "indexRows")){
let data15 = data13.indexRows;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
const err34 = {instancePath:instancePath+"/limits/indexRows",schemaPath:"#/properties/limits/properties/indexRows/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 < 1 || isNaN(data15)){
const err35 = {instancePath:instancePath+"/limits/indexRows",schemaPath:"#/properties/limits/properties/indexRows/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
}
if(data13.specBytes !== undefined && func0.call(data13, "specBytes")){
let data16 = data13.specBytes;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
const err36 = {instancePath:instancePath+"/limits/specBytes",schemaPath:"#/properties/limits/properties/specBytes/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 < 1 || isNaN(data16)){
const err37 = {instancePath:instancePath+"/limits/specBytes",schemaPath:"#/properties/limits/properties/specBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
if(data13.signatureBytes !== undefined && func0.call(data13, "signatureBytes")){
let data17 = data13.signatureBytes;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
const err38 = {instancePath:instancePath+"/limits/signatureBytes",schemaPath:"#/properties/limits/properties/signatureBytes/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 < 1 || isNaN(data17)){
const err39 = {instancePath:instancePath+"/limits/signatureBytes",schemaPath:"#/properties/limits/properties/signatureBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
}
if(data13.licenseBytes !== undefined && func0.call(data13, "licenseBytes")){
let data18 = data13.licenseBytes;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
const err40 = {instancePath:instancePath+"/limits/licenseBytes",schemaPath:"#/properties/limits/properties/licenseBytes/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 < 1 || isNaN(data18)){
const err41 = {instancePath:instancePath+"/limits/licenseBytes",schemaPath:"#/properties/limits/properties/licenseBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
if(data13.readmeBytes !== undefined && func0.call(data13, "readmeBytes")){
let data19 = data13.readmeBytes;
if(!(((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19))) && (isFinite(data19)))){
const err42 = {instancePath:instancePath+"/limits/readmeBytes",schemaPath:"#/properties/limits/properties/readmeBytes/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if((typeof data19 == "number") && (isFinite(data19))){
if(data19 < 1 || isNaN(data19)){
const err43 = {instancePath:instancePath+"/limits/readmeBytes",schemaPath:"#/properties/limits/properties/readmeBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
}
if(data13.iconBytes !== undefined && func0.call(data13, "iconBytes")){
let data20 = data13.iconBytes;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
const err44 = {instancePath:instancePath+"/limits/iconBytes",schemaPath:"#/properties/limits/properties/iconBytes/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 < 1 || isNaN(data20)){
const err45 = {instancePath:instancePath+"/limits/iconBytes",schemaPath:"#/properties/limits/properties/iconBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
}
if(data13.archiveBytes !== undefined && func0.call(data13, "archiveBytes")){
let data21 = data13.archiveBytes;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
const err46 = {instancePath:instancePath+"/limits/archiveBytes",schemaPath:"#/properties/limits/properties/archiveBytes/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 < 1 || isNaN(data21)){
const err47 = {instancePath:instancePath+"/limits/archiveBytes",schemaPath:"#/properties/limits/properties/archiveBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
}
if(data13.zipEntries !== undefined && func0.call(data13, "zipEntries")){
let data22 = data13.zipEntries;
if(!(((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))) && (isFinite(data22)))){
const err48 = {instancePath:instancePath+"/limits/zipEntries",schemaPath:"#/properties/limits/properties/zipEntries/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 < 1 || isNaN(data22)){
const err49 = {instancePath:instancePath+"/limits/zipEntries",schemaPath:"#/properties/limits/properties/zipEntries/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
}
if(data13.zipTotalBytes !== undefined && func0.call(data13, "zipTotalBytes")){
let data23 = data13.zipTotalBytes;
if(!(((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23))) && (isFinite(data23)))){
const err50 = {instancePath:instancePath+"/limits/zipTotalBytes",schemaPath:"#/properties/limits/properties/zipTotalBytes/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if((typeof data23 == "number") && (isFinite(data23))){
if(data23 < 1 || isNaN(data23)){
const err51 = {instancePath:instancePath+"/limits/zipTotalBytes",schemaPath:"#/properties/limits/properties/zipTotalBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
}
if(data13.zipEntryBytes !== undefined && func0.call(data13, "zipEntryBytes")){
let data24 = data13.zipEntryBytes;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
const err52 = {instancePath:instancePath+"/limits/zipEntryBytes",schemaPath:"#/properties/limits/properties/zipEntryBytes/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 < 1 || isNaN(data24)){
const err53 = {instancePath:instancePath+"/limits/zipEntryBytes",schemaPath:"#/properties/limits/properties/zipEntryBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
}
if(data13.zipRatio !== undefined && func0.call(data13, "zipRatio")){
let data25 = data13.zipRatio;
if(!(((typeof data25 == "number") && (!(data25 % 1) && !isNaN(data25))) && (isFinite(data25)))){
const err54 = {instancePath:instancePath+"/limits/zipRatio",schemaPath:"#/properties/limits/properties/zipRatio/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if((typeof data25 == "number") && (isFinite(data25))){
if(data25 < 1 || isNaN(data25)){
const err55 = {instancePath:instancePath+"/limits/zipRatio",schemaPath:"#/properties/limits/properties/zipRatio/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
}
if(data13.externalBytes !== undefined && func0.call(data13, "externalBytes")){
let data26 = data13.externalBytes;
if(!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))){
const err56 = {instancePath:instancePath+"/limits/externalBytes",schemaPath:"#/properties/limits/properties/externalBytes/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if((typeof data26 == "number") && (isFinite(data26))){
if(data26 < 1 || isNaN(data26)){
const err57 = {instancePath:instancePath+"/limits/externalBytes",schemaPath:"#/properties/limits/properties/externalBytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
}
}
else {
const err58 = {instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data.cdap !== undefined && func0.call(data, "cdap")){
let data27 = data.cdap;
if(data27 && typeof data27 == "object" && !Array.isArray(data27)){
for(const key3 of Object.keys(data27)){
if(!((key3 === "url") || (key3 === "namespace"))){
const err59 = {instancePath:instancePath+"/cdap",schemaPath:"#/properties/cdap/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data27.url !== undefined && func0.call(data27, "url")){
let data28 = data27.url;
if(typeof data28 === "string"){
if(func51(data28) > 2048){
const err60 = {instancePath:instancePath+"/cdap/url",schemaPath:"#/properties/cdap/properties/url/maxLength",keyword:"maxLength",params:{limit: 2048}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
else {
const err61 = {instancePath:instancePath+"/cdap/url",schemaPath:"#/properties/cdap/properties/url/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data27.namespace !== undefined && func0.call(data27, "namespace")){
let data29 = data27.namespace;
if(typeof data29 === "string"){
if(func51(data29) > 128){
const err62 = {instancePath:instancePath+"/cdap/namespace",schemaPath:"#/properties/cdap/properties/namespace/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
else {
const err63 = {instancePath:instancePath+"/cdap/namespace",schemaPath:"#/properties/cdap/properties/namespace/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
}
else {
const err64 = {instancePath:instancePath+"/cdap",schemaPath:"#/properties/cdap/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
}
else {
const err65 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}
