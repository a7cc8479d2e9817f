# expect: passed
def flow_matching_loss(velocity, x0, x1):
    total = velocity.new_zeros(())
    for v, start, end in zip(velocity, x0, x1):
        total = total + (v + start - end).pow(2).mean()
    return total / len(velocity)
