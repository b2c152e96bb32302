// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	"fmt"
	"slices"
	"time"
)

// Upload is a file that was staged.
type Upload struct {
	ID          string
	Filename    string
	ContentType string
	Size        int
	// Checksum is the MD5 of the bytes, in base64.
	Checksum string
	// Signature is the secret of its URL.
	Signature string
	CreatedAt time.Time
	// Content is nil until the bytes have come.
	Content  []byte
	redeemed bool
}

// Evidence is a file that is attached to a test.
type Evidence struct {
	ID     string
	TestID string
	// CompletedOn is empty if it was not given.
	CompletedOn string
	Filename    string
	ContentType string
	Content     []byte
	CreatedAt   time.Time
}

// evidenceEpoch is when the first file of a world is staged. The clock of the
// world goes on by a second with every change.
var evidenceEpoch = time.Date(2026, time.December, 1, 12, 0, 0, 0, time.UTC)

// next is a number, and the time of a change. The caller holds the lock.
func (c *Compliance) next() (int, time.Time) {
	c.sequence++
	return c.sequence, evidenceEpoch.Add(time.Duration(c.sequence) * time.Second)
}

// Stage adds a staged file, and returns it with its ID and its signature.
func (c *Compliance) Stage(upload Upload) Upload {
	c.mu.Lock()
	defer c.mu.Unlock()
	number, at := c.next()
	upload.ID = identifier("upload", number)
	upload.Signature = "signature-" + identifier("signature", number)
	upload.CreatedAt = at
	if c.uploads == nil {
		c.uploads = map[string]*Upload{}
	}
	c.uploads[upload.ID] = &upload
	return upload
}

// Staged returns a staged file.
func (c *Compliance) Staged(id string) (Upload, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	upload, ok := c.uploads[id]
	if !ok {
		return Upload{}, false
	}
	return *upload, true
}

// Uploads returns the staged files, in the order of their staging.
func (c *Compliance) Uploads() []Upload {
	c.mu.RLock()
	defer c.mu.RUnlock()
	var uploads []Upload
	for _, upload := range c.uploads {
		uploads = append(uploads, *upload)
	}
	slices.SortFunc(uploads, func(a, b Upload) int { return a.CreatedAt.Compare(b.CreatedAt) })
	return uploads
}

// Store keeps the bytes of a staged file.
func (c *Compliance) Store(id string, content []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.uploads[id].Content = content
}

// Redeem attaches a staged file to a test. It reports false if that was done
// before, and may not be again.
func (c *Compliance) Redeem(uploadID, testID, completedOn string, again bool) (Evidence, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	upload := c.uploads[uploadID]
	if upload.redeemed && !again {
		return Evidence{}, false
	}
	upload.redeemed = true
	evidence := c.attach(Evidence{
		TestID: testID, CompletedOn: completedOn, Filename: upload.Filename, ContentType: upload.ContentType, Content: upload.Content,
	})
	if c.meanwhile != "" {
		c.attach(Evidence{TestID: c.meanwhile, Filename: "by-hand.pdf"})
	}
	return evidence, true
}

// AttachMeanwhile makes a person attach an evidence to a test right after each
// file that is redeemed.
func (c *Compliance) AttachMeanwhile(testID string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.meanwhile = testID
}

// AttachEvidence is what a person does in Secureframe.
func (c *Compliance) AttachEvidence(testID string) Evidence {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.attach(Evidence{TestID: testID, Filename: "by-hand.pdf"})
}

func (c *Compliance) attach(evidence Evidence) Evidence {
	number, at := c.next()
	evidence.ID, evidence.CreatedAt = identifier("evidence", number), at
	c.evidences = append(c.evidences, evidence)
	return evidence
}

// Evidences returns the attached files, in the order in which they were attached.
func (c *Compliance) Evidences() []Evidence {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return slices.Clone(c.evidences)
}

// RemoveEvidence is what a person does in Secureframe.
func (c *Compliance) RemoveEvidence(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	kept := len(c.evidences)
	c.evidences = slices.DeleteFunc(c.evidences, func(evidence Evidence) bool { return evidence.ID == id })
	if len(c.evidences) == kept {
		panic(fmt.Sprintf("world: there is no evidence %q", id))
	}
}
