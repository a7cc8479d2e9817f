# expect: failed
# diagnosis: only_images_choose
import torch
import torch.nn.functional as F


def clip_loss(image, text, logit_scale):
    image, text = F.normalize(image), F.normalize(text)
    own = torch.arange(len(image))
    to_text = logit_scale * image @ text.T
    to_image = (logit_scale * text @ image.T).T
    return (F.cross_entropy(to_text, own) + F.cross_entropy(to_image, own)) / 2
