# expect: failed
# diagnosis: gates_in_place_of_softmax
import torch


def load_balancing_loss(router_logits, top_k=2):
    kept = router_logits >= router_logits.topk(top_k, 1).values[:, -1:]
    gates = router_logits.masked_fill(~kept, float("-inf")).softmax(1)
    return gates.shape[1] * (kept.to(gates.dtype).mean(0) * gates.mean(0)).sum()
