/** Generated from schemas/ by `npm run generate`; change the schema, not this file. */
"use strict";
export const validate = validate10;
const schema11 = {"$id":"https://pai-market.example/schemas/market-index.schema.json","type":"object","required":["format","market","serial","issued","expires","files"],"properties":{"format":{"const":"pai-market/1"},"market":{"type":"string","pattern":"^[a-z0-9-]{1,64}$"},"serial":{"type":"integer","minimum":0,"maximum":9007199254740991},"issued":{"type":"string","maxLength":40},"expires":{"type":"string","maxLength":40},"files":{"type":"object","maxProperties":10000,"additionalProperties":{"$ref":"common.schema.json#/definitions/FilePin"}},"shards":{"type":"array","maxItems":10000,"items":{"type":"object","required":["path","rows","sha256","size"],"properties":{"path":{"type":"string","maxLength":255},"rows":{"type":"integer","minimum":0},"sha256":{"type":"string","pattern":"^[0-9a-f]{64}$"},"size":{"type":"integer","minimum":0,"maximum":9007199254740991}}}},"nextKeys":{"type":"array","maxItems":64,"items":{"type":"string","maxLength":64}}}};
const schema13 = {"type":"object","required":["sha256","size"],"properties":{"sha256":{"type":"string","pattern":"^[0-9a-f]{64}$"},"size":{"type":"integer","minimum":0,"maximum":9007199254740991}}};
const func0 = Object.prototype.hasOwnProperty;
const func55 = ((text) => { let n = 0; for (const _ of text) n++; return n; });
const pattern0 = new RegExp("^[a-z0-9-]{1,64}$", "u");
const pattern1 = new RegExp("^[0-9a-f]{64}$", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="https://pai-market.example/schemas/market-index.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((data.format === undefined) || (!(func0.call(data, "format")))) && (missing0 = "format")) || (((data.market === undefined) || (!(func0.call(data, "market")))) && (missing0 = "market"))) || (((data.serial === undefined) || (!(func0.call(data, "serial")))) && (missing0 = "serial"))) || (((data.issued === undefined) || (!(func0.call(data, "issued")))) && (missing0 = "issued"))) || (((data.expires === undefined) || (!(func0.call(data, "expires")))) && (missing0 = "expires"))) || (((data.files === undefined) || (!(func0.call(data, "files")))) && (missing0 = "files"))){
validate10.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.format !== undefined && func0.call(data, "format")){
const _errs1 = errors;
if("pai-market/1" !== data.format){
validate10.errors = [{instancePath:instancePath+"/format",schemaPath:"#/properties/format/const",keyword:"const",params:{allowedValue: "pai-market/1"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.market !== undefined && func0.call(data, "market")){
let data1 = data.market;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate10.errors = [{instancePath:instancePath+"/market",schemaPath:"#/properties/market/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9-]{1,64}$"}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/market",schemaPath:"#/properties/market/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.serial !== undefined && func0.call(data, "serial")){
let data2 = data.serial;
const _errs4 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate10.errors = [{instancePath:instancePath+"/serial",schemaPath:"#/properties/serial/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs4){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 9007199254740991 || isNaN(data2)){
validate10.errors = [{instancePath:instancePath+"/serial",schemaPath:"#/properties/serial/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validate10.errors = [{instancePath:instancePath+"/serial",schemaPath:"#/properties/serial/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.issued !== undefined && func0.call(data, "issued")){
let data3 = data.issued;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data3 === "string"){
if(func55(data3) > 40){
validate10.errors = [{instancePath:instancePath+"/issued",schemaPath:"#/properties/issued/maxLength",keyword:"maxLength",params:{limit: 40}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/issued",schemaPath:"#/properties/issued/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.expires !== undefined && func0.call(data, "expires")){
let data4 = data.expires;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data4 === "string"){
if(func55(data4) > 40){
validate10.errors = [{instancePath:instancePath+"/expires",schemaPath:"#/properties/expires/maxLength",keyword:"maxLength",params:{limit: 40}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/expires",schemaPath:"#/properties/expires/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.files !== undefined && func0.call(data, "files")){
let data5 = data.files;
const _errs10 = errors;
if(errors === _errs10){
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(Object.keys(data5).length > 10000){
validate10.errors = [{instancePath:instancePath+"/files",schemaPath:"#/properties/files/maxProperties",keyword:"maxProperties",params:{limit: 10000}}];
return false;
}
else {
for(const key0 of Object.keys(data5)){
let data6 = data5[key0];
const _errs13 = errors;
const _errs14 = errors;
if(errors === _errs14){
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
let missing1;
if((((data6.sha256 === undefined) || (!(func0.call(data6, "sha256")))) && (missing1 = "sha256")) || (((data6.size === undefined) || (!(func0.call(data6, "size")))) && (missing1 = "size"))){
validate10.errors = [{instancePath:instancePath+"/files/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"common.schema.json#/definitions/FilePin/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data6.sha256 !== undefined && func0.call(data6, "sha256")){
let data7 = data6.sha256;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data7 === "string"){
if(!pattern1.test(data7)){
validate10.errors = [{instancePath:instancePath+"/files/" + key0.replace(/~/g, "~0").replace(/\//g, "~1")+"/sha256",schemaPath:"common.schema.json#/definitions/FilePin/properties/sha256/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/files/" + key0.replace(/~/g, "~0").replace(/\//g, "~1")+"/sha256",schemaPath:"common.schema.json#/definitions/FilePin/properties/sha256/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid3 = _errs16 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data6.size !== undefined && func0.call(data6, "size")){
let data8 = data6.size;
const _errs18 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate10.errors = [{instancePath:instancePath+"/files/" + key0.replace(/~/g, "~0").replace(/\//g, "~1")+"/size",schemaPath:"common.schema.json#/definitions/FilePin/properties/size/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs18){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 9007199254740991 || isNaN(data8)){
validate10.errors = [{instancePath:instancePath+"/files/" + key0.replace(/~/g, "~0").replace(/\//g, "~1")+"/size",schemaPath:"common.schema.json#/definitions/FilePin/properties/size/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data8 < 0 || isNaN(data8)){
validate10.errors = [{instancePath:instancePath+"/files/" + key0.replace(/~/g, "~0").replace(/\//g, "~1")+"/size",schemaPath:"common.schema.json#/definitions/FilePin/properties/size/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid3 = _errs18 === errors;
}
else {
var valid3 = true;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/files/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"common.schema.json#/definitions/FilePin/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid1 = _errs13 === errors;
if(!valid1){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/files",schemaPath:"#/properties/files/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.shards !== undefined && func0.call(data, "shards")){
let data9 = data.shards;
const _errs20 = errors;
if(errors === _errs20){
if(Array.isArray(data9)){
if(data9.length > 10000){
validate10.errors = [{instancePath:instancePath+"/shards",schemaPath:"#/properties/shards/maxItems",keyword:"maxItems",params:{limit: 10000}}];
return false;
}
else {
var valid4 = true;
const len0 = data9.length;
for(let i0=0; i0<len0; i0++){
let data10 = data9[i0];
const _errs22 = errors;
if(errors === _errs22){
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
let missing2;
if((((((data10.path === undefined) || (!(func0.call(data10, "path")))) && (missing2 = "path")) || (((data10.rows === undefined) || (!(func0.call(data10, "rows")))) && (missing2 = "rows"))) || (((data10.sha256 === undefined) || (!(func0.call(data10, "sha256")))) && (missing2 = "sha256"))) || (((data10.size === undefined) || (!(func0.call(data10, "size")))) && (missing2 = "size"))){
validate10.errors = [{instancePath:instancePath+"/shards/" + i0,schemaPath:"#/properties/shards/items/required",keyword:"required",params:{missingProperty: missing2}}];
return false;
}
else {
if(data10.path !== undefined && func0.call(data10, "path")){
let data11 = data10.path;
const _errs24 = errors;
if(errors === _errs24){
if(typeof data11 === "string"){
if(func55(data11) > 255){
validate10.errors = [{instancePath:instancePath+"/shards/" + i0+"/path",schemaPath:"#/properties/shards/items/properties/path/maxLength",keyword:"maxLength",params:{limit: 255}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/shards/" + i0+"/path",schemaPath:"#/properties/shards/items/properties/path/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid5 = _errs24 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data10.rows !== undefined && func0.call(data10, "rows")){
let data12 = data10.rows;
const _errs26 = errors;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
validate10.errors = [{instancePath:instancePath+"/shards/" + i0+"/rows",schemaPath:"#/properties/shards/items/properties/rows/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs26){
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 < 0 || isNaN(data12)){
validate10.errors = [{instancePath:instancePath+"/shards/" + i0+"/rows",schemaPath:"#/properties/shards/items/properties/rows/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid5 = _errs26 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data10.sha256 !== undefined && func0.call(data10, "sha256")){
let data13 = data10.sha256;
const _errs28 = errors;
if(errors === _errs28){
if(typeof data13 === "string"){
if(!pattern1.test(data13)){
validate10.errors = [{instancePath:instancePath+"/shards/" + i0+"/sha256",schemaPath:"#/properties/shards/items/properties/sha256/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/shards/" + i0+"/sha256",schemaPath:"#/properties/shards/items/properties/sha256/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid5 = _errs28 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data10.size !== undefined && func0.call(data10, "size")){
let data14 = data10.size;
const _errs30 = errors;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
validate10.errors = [{instancePath:instancePath+"/shards/" + i0+"/size",schemaPath:"#/properties/shards/items/properties/size/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs30){
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 > 9007199254740991 || isNaN(data14)){
validate10.errors = [{instancePath:instancePath+"/shards/" + i0+"/size",schemaPath:"#/properties/shards/items/properties/size/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}}];
return false;
}
else {
if(data14 < 0 || isNaN(data14)){
validate10.errors = [{instancePath:instancePath+"/shards/" + i0+"/size",schemaPath:"#/properties/shards/items/properties/size/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid5 = _errs30 === errors;
}
else {
var valid5 = true;
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/shards/" + i0,schemaPath:"#/properties/shards/items/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid4 = _errs22 === errors;
if(!valid4){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/shards",schemaPath:"#/properties/shards/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.nextKeys !== undefined && func0.call(data, "nextKeys")){
let data15 = data.nextKeys;
const _errs32 = errors;
if(errors === _errs32){
if(Array.isArray(data15)){
if(data15.length > 64){
validate10.errors = [{instancePath:instancePath+"/nextKeys",schemaPath:"#/properties/nextKeys/maxItems",keyword:"maxItems",params:{limit: 64}}];
return false;
}
else {
var valid6 = true;
const len1 = data15.length;
for(let i1=0; i1<len1; i1++){
let data16 = data15[i1];
const _errs34 = errors;
if(errors === _errs34){
if(typeof data16 === "string"){
if(func55(data16) > 64){
validate10.errors = [{instancePath:instancePath+"/nextKeys/" + i1,schemaPath:"#/properties/nextKeys/items/maxLength",keyword:"maxLength",params:{limit: 64}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/nextKeys/" + i1,schemaPath:"#/properties/nextKeys/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid6 = _errs34 === errors;
if(!valid6){
break;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/nextKeys",schemaPath:"#/properties/nextKeys/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs32 === errors;
}
else {
var valid0 = true;
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
validate10.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate10.errors = vErrors;
return errors === 0;
}
