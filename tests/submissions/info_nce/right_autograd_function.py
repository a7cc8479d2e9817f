# expect: passed
import torch


class SoftmaxOverKeys(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits):
        p = logits.softmax(dim=1)
        ctx.save_for_backward(p)
        return (logits.logsumexp(dim=1) - logits.diag()).mean()

    @staticmethod
    def backward(ctx, upstream):
        (p,) = ctx.saved_tensors
        return upstream * (p - torch.eye(len(p), dtype=p.dtype)) / len(p)


def info_nce_loss(query, key, temperature=0.07):
    q = query / torch.linalg.vector_norm(query, dim=1, keepdim=True)
    k = key / torch.linalg.vector_norm(key, dim=1, keepdim=True)
    return SoftmaxOverKeys.apply(q.mm(k.T).div(temperature))
