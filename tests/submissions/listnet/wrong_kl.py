# expect: failed
# diagnosis: entropy_taken_off
def listnet_loss(scores, relevance):
    t, lp = relevance.log_softmax(1), scores.log_softmax(1)
    return (t.exp() * (t - lp)).sum(1).mean()
