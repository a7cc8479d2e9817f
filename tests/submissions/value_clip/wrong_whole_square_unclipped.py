# expect: failed
# diagnosis: clip_missing | half_missing
# The squared error, neither clipped nor halved.
def clipped_value_loss(values, old_values, returns, clip=0.2):
    return ((values - returns.detach()) ** 2).mean()
