// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package template

import (
	"fmt"
)

// Record has the values of one item in ProcessUnity: text by column.
type Record map[string]string

// Export has the records of ProcessUnity at one time. The export of a report
// may be days old (said).
type Export struct {
	Records []Record
	// filled are the columns that are not blank in every record. A column that the
	// role may not view is blank in every record (said).
	filled map[string]bool
}

// DecodeExport reads an export.
func DecodeExport(body []byte) (Export, error) {
	data, err := decodeEnvelope(body)
	if err != nil {
		return Export{}, err
	}
	rows, err := decodeList[map[string]cell](data, "records with texts")
	if err != nil {
		return Export{}, err
	}
	export := Export{Records: make([]Record, len(rows)), filled: map[string]bool{}}
	for i, row := range rows {
		export.Records[i] = make(Record, len(row))
		for column, value := range row {
			export.Records[i][column] = string(value)
			if value != "" {
				export.filled[column] = true
			}
		}
	}
	return export, nil
}

// IsFilled reports whether a column is not blank in every record.
func (e Export) IsFilled(column string) bool { return e.filled[column] }

// Index finds records by the text of a column.
type Index struct {
	Column  string
	records map[string][]Record
}

// Index returns an index of the records by a column, which every record must
// have.
func (e Export) Index(column string) (Index, error) {
	index := Index{Column: column, records: make(map[string][]Record, len(e.Records))}
	for _, record := range e.Records {
		key, ok := record[column]
		if !ok {
			return Index{}, fmt.Errorf("it has records without the column %q", column)
		}
		index.records[key] = append(index.records[key], record)
	}
	return index, nil
}

// Find returns the record with the key. Several records with the key are an
// error.
func (i Index) Find(key string) (record Record, found bool, err error) {
	records := i.records[key]
	switch len(records) {
	case 0:
		return nil, false, nil
	case 1:
		return records[0], true, nil
	}
	return nil, false, fmt.Errorf("%d records have %s %q", len(records), i.Column, key)
}
