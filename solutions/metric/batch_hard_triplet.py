"""Batch-hard triplet loss: for each anchor only its farthest positive and its nearest negative."""

import torch


def batch_hard_triplet_loss(embeddings, labels, margin=0.2):
    losses = []
    for i, anchor in enumerate(embeddings):
        distance = (embeddings - anchor).norm(dim=1)  # norm has the slope 0 at distance 0
        negative = labels != labels[i]
        positive = ~negative
        positive[i] = False
        if positive.any() and negative.any():
            gap = distance[positive].max() - distance[negative].min()
            losses.append(torch.relu(gap + margin))
    return torch.stack(losses).mean() if losses else embeddings.new_zeros(())
