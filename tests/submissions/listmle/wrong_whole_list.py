# expect: failed
# diagnosis: nobody_leaves
def list_mle_loss(scores, relevance):
    return (scores.logsumexp(1, keepdim=True) - scores).sum(1).mean()
