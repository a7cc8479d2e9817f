# expect: passed
class MeanSquaredError:
    """A layer in the style of a hand-made framework."""

    def forward(self, pred, target):
        self.error = pred - target
        return (self.error**2).mean()

    def gradient(self, upstream=1.0):
        return upstream * 2 * self.error / self.error.numel()


def mse_backward(pred, target):
    layer = MeanSquaredError()
    layer.forward(pred, target)
    return layer.gradient()
