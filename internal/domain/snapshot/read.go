// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package snapshot

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

const timeFormat = time.RFC3339

// Read reads a document, with or without a signature, which it does not verify.
// It refuses one that is not whole: another version, a member that is missing,
// unknown, or there twice, rows that contradict each other, and any change since
// it was written.
func Read(text string) (Document, error) {
	text, _ = split(text)
	if len(text) > MaximumSize {
		return Document{}, &TooLargeError{Size: len(text)}
	}
	read := []byte(text)
	var e encoded
	if err := json.Unmarshal(read, &e, json.RejectUnknownMembers(true)); err != nil {
		return Document{}, explain(read, err)
	}
	if e.Version != Version {
		return Document{}, otherVersion(e.Version)
	}
	if err := checkDigest(read); err != nil {
		return Document{}, err
	}
	takenAt, err := time.Parse(timeFormat, e.TakenAt)
	if err != nil || takenAt.UTC().Format(timeFormat) != e.TakenAt {
		return Document{}, fmt.Errorf("its taken_at %.40q is not a time in RFC 3339 and UTC", e.TakenAt)
	}
	d := Document{
		Source: e.Source, TakenAt: takenAt.UTC(), Scope: e.Scope,
		Companies: e.Companies, Findings: e.Findings, Covered: e.CoveredSubjects, Unknown: e.Unknown,
	}
	if err := d.check(); err != nil {
		return Document{}, fmt.Errorf("it contradicts itself: %w", err)
	}
	return d, nil
}

// explain says that a text is of another version, or is none at all.
func explain(text []byte, err error) error {
	var head struct {
		Version int `json:"version"`
	}
	if json.Unmarshal(text, &head) == nil && head.Version != Version {
		return otherVersion(head.Version)
	}
	if len(bytes.TrimSpace(text)) == 0 {
		return errors.New("it is empty")
	}
	return fmt.Errorf("it is not a whole snapshot: %w", err)
}

func otherVersion(version int) error {
	if version == 0 {
		return errors.New("it is not a snapshot: it has no version")
	}
	return fmt.Errorf("it has the version %d, and this version of the provider reads %d", version, Version)
}

// checkDigest refuses a text that was changed since it was written. Line ends may
// be those of another system.
func checkDigest(text []byte) error {
	if bytes.Contains(text, []byte("\r\n")) {
		text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	}
	text = bytes.TrimSpace(text)
	at := bytes.LastIndex(text, []byte(digestName))
	if at < 0 || digestMember(text[:at]) != string(text[at:])+"\n" {
		return errors.New("it was changed or reformatted since it was written: its sha256 is that of another text")
	}
	return nil
}

// isSame reports whether two rows of a company are the same.
func isSame(a, b *posture.Company) bool {
	one, errOne := json.Marshal(a, json.Deterministic(true))
	other, errOther := json.Marshal(b, json.Deterministic(true))
	return errOne == nil && errOther == nil && bytes.Equal(one, other)
}
