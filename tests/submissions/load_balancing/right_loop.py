# expect: passed
import torch


def load_balancing_loss(router_logits, top_k=2):
    n, experts = router_logits.shape
    counts = [0] * experts
    for row in router_logits.tolist():
        for e in sorted(range(experts), key=lambda j: -row[j])[:top_k]:
            counts[e] += 1
    p = torch.softmax(router_logits, dim=1)
    total = 0.0
    for e in range(experts):
        total = total + counts[e] / n * p[:, e].mean()
    return total * experts
