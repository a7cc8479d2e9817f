# expect: passed
import torch
import torch.nn.functional as F


def ranknet_loss(scores, relevance):
    terms = []
    for s, r in zip(scores, relevance):
        grades = r.tolist()
        for i in range(len(grades)):
            for j in range(len(grades)):
                if grades[i] > grades[j]:
                    terms.append(F.softplus(s[j] - s[i]))
    return torch.stack(terms).mean() if terms else scores.sum() * 0
